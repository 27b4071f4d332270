import type { RunSettings } from '#contract/procedures/experiments.ts';
import type { Store } from '#engine/store/store.ts';
import { isProvider } from '#native/runtime/provider.ts';
import { knownSpeed, measureSpeed } from './device-speed.ts';
import type { Measured } from './estimate-run.ts';

/**
 * The benchmark's step as a run: two images of 48³ through a quarter of ResNet-18's width, with
 * nothing to evaluate.
 */
const benchmarkCases = { training: 2, validation: 0 };

function benchmarkSettings(settings: RunSettings): RunSettings {
  return {
    ...settings,
    ...{ network: 'resnet18', width: 0.25, inputSize: 48, fusion: 'concat', batch: 2, epochs: 1 },
    ...{ learns: 'all', normalisation: 'batch', contrastive: true, auxiliary: false },
  };
}

/**
 * What this machine's speed at a run is judged by: epochs of a run whose steps were the same, else
 * the benchmark of its device, measured now where nobody has done so.
 */
export async function measuredFor(
  store: Store,
  settings: RunSettings,
  signal: AbortSignal,
): Promise<Measured> {
  return measuredRun(store, settings) ?? (await measuredBenchmark(store, settings, signal));
}

/** Settings that decide what a step computes. */
const decisive = [
  ...['network', 'width', 'inputSize', 'batch', 'learns', 'normalisation', 'contrastive'],
  ...['auxiliary', 'fusion', 'device'],
] as const as readonly (keyof RunSettings)[];

function measuredRun(store: Store, settings: RunSettings): Measured | undefined {
  for (const { id, sets } of store.experiments.list()) {
    const same = store.runs
      .ofExperiment(id)
      .findLast(
        (run) =>
          run.epochs.length > 1 && decisive.every((key) => run.settings[key] === settings[key]),
      );
    if (!same) continue;
    // The first epoch also compiles and reads what later ones find ready.
    const later = same.epochs.slice(1).map(({ seconds }) => seconds);
    const size = (set: string): number => sets.find((one) => one.set === set)?.n ?? 0;
    return {
      settings: same.settings,
      cases: { training: size('training'), validation: size('validation') },
      epochSeconds: later.toSorted((a, b) => a - b)[later.length >> 1],
    };
  }
  return undefined;
}

async function measuredBenchmark(
  store: Store,
  settings: RunSettings,
  signal: AbortSignal,
): Promise<Measured> {
  const device = isProvider(settings.device) ? settings.device : 'cpu';
  return {
    settings: benchmarkSettings(settings),
    cases: benchmarkCases,
    epochSeconds: knownSpeed(store, device) ?? (await measureSpeed(store, device, signal)),
  };
}
