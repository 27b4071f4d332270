import { freemem } from 'node:os';
import type { RunEstimate, RunSettings } from '#contract/procedures/experiments.ts';
import type { Store } from '#engine/store/store.ts';
import { networkParameters } from '#native/architectures/network.ts';
import { elementCount } from '#native/graph/tensor-type.ts';
import { cutNetwork } from '#native/learning/cut-network.ts';
import { isLearned } from '#native/learning/training-graph.ts';
import { networkSpec } from './run-settings.ts';
import { benchmarkKey } from './device-handlers.ts';

const radiomicsCount = 10;

export function estimateRun(store: Store, settings: RunSettings): RunEstimate {
  const spec = networkSpec(settings, radiomicsCount);
  const parameters = networkParameters(spec, settings.inputSize);
  const { learns } = cutNetwork(spec, settings.learns);
  const count = (values: typeof parameters): number =>
    values.reduce((sum, { shape }) => sum + elementCount(shape), 0);
  const learned = count(parameters.filter(({ name }) => isLearned(name) && learns(name)));
  const voxels = settings.batch * settings.inputSize ** 3;
  // The benchmark is a step of two images of 48³ at a quarter of the width.
  const benchmark = Number(store.settings.get(benchmarkKey(settings.device)) ?? 1);
  const work = (voxels / (2 * 48 ** 3)) * (settings.width / 0.25) ** 1.5;
  const secondsPerStep = benchmark * work;
  const steps = settings.epochs * 40;
  const peakBytes = count(parameters) * 20 + voxels * settings.width * 64 * 4 * 12;
  const availableBytes = freemem();
  const fits = peakBytes < availableBytes;
  return {
    ...{ parameters: count(parameters), learned, secondsPerStep },
    totalSeconds: secondsPerStep * steps,
    ...{ peakBytes, availableBytes, fits },
    suggestion: fits ? null : 'Choose a smaller batch, or "two-pass" normalisation.',
  };
}
