import { listSupportedBackends } from 'onnxruntime-node';
import { askDevice } from './ask-device.ts';
import {
  obstacles,
  providers,
  ProviderUnavailable,
  type ExecutionProvider,
  type ProviderObstacle,
} from './provider.ts';

/** A device of this machine, or why there is none of its kind. */
export interface Device {
  readonly name: ExecutionProvider;
  readonly available: boolean;
  readonly obstacle: ProviderObstacle | null;
  /** What it is, or the obstacle in a sentence, for a person. */
  readonly note: string;
}

/** A cold driver compiles its first kernels for seconds. */
const START_MS = 30_000;
const BENCHMARK_MS = 300_000;

/** Every provider with whether it starts here; those other than the processor are tried. */
export async function devices(signal?: AbortSignal): Promise<readonly Device[]> {
  const names = Object.keys(providers) as ExecutionProvider[];
  return Promise.all(names.map(async (name) => deviceOf(name, await obstacleTo(name, signal))));
}

async function obstacleTo(
  provider: ExecutionProvider,
  signal?: AbortSignal,
): Promise<ProviderObstacle | null> {
  if (provider === 'cpu') return null;
  const built = listSupportedBackends().some(({ name }) => name === providers[provider].backend);
  if (!built) return 'not-built';
  try {
    await askDevice(
      { task: 'probe', provider },
      { timeoutMs: START_MS, ...(signal && { signal }) },
    );
    return null;
  } catch (error) {
    if (error instanceof ProviderUnavailable) return error.obstacle;
    throw error;
  }
}

function deviceOf(name: ExecutionProvider, obstacle: ProviderObstacle | null): Device {
  const { note } = providers[name];
  const text = obstacle === null ? note : `${obstacles[obstacle]} ${note}`;
  return { name, available: obstacle === null, obstacle, note: text };
}

export interface Benchmark {
  /** One training step; see `deviceBenchmark`. */
  readonly seconds: number;
  /** The processor's seconds for the same step. */
  readonly cpuSeconds: number;
}

/**
 * Measures a device beside the processor, one after the other.
 *
 * @throws ProviderUnavailable when it does not start or finish; the signal's reason when it aborts.
 */
export async function benchmarkDevice(
  provider: ExecutionProvider,
  signal?: AbortSignal,
): Promise<Benchmark> {
  const options = { timeoutMs: BENCHMARK_MS, ...(signal && { signal }) };
  const measured = (on: ExecutionProvider): Promise<number> =>
    askDevice({ task: 'benchmark', provider: on }, options);
  const cpuSeconds = await measured('cpu');
  return { cpuSeconds, seconds: provider === 'cpu' ? cpuSeconds : await measured(provider) };
}
