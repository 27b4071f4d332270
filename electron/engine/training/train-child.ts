import { readFileSync } from 'node:fs';
import { AppError } from '#contract/errors.ts';
import { requireLearning } from '#engine/store/leak-guard.ts';
import {
  networkParameters,
  initialWeights,
  type NetworkSpec,
} from '#native/architectures/network.ts';
import type { Formulations } from '#native/graph/formulations.ts';
import type { OpenSession } from '#native/graph/run-session.ts';
import { elementCount } from '#native/graph/tensor-type.ts';
import { encodeCheckpoint, parseCheckpoint } from '#native/learning/checkpoint.ts';
import { randomFor } from '#native/learning/derived-random.ts';
import { trainRun } from '#native/learning/train-run.ts';
import { NotFiniteError, OutOfMemoryError } from '#native/learning/training-errors.ts';
import type { TrainingRun } from '#native/learning/training-run.ts';
import type { LoadCase } from '#native/learning/training-case.ts';
import { startState, type TrainingState } from '#native/learning/training-state.ts';
import { isProvider, ProviderUnavailable } from '#native/runtime/provider.ts';
import { probeFormulations } from '#native/runtime/probe-formulations.ts';
import { createSession } from '#native/runtime/session.ts';
import { loadCases } from './load-cases.ts';
import { predictCases } from './predict-cases.ts';
import { runFolder } from './run-folder.ts';
import { networkSpec, trainingSettings } from './run-settings.ts';
import { startWeights } from './start-weights.ts';
import type { OrderedCase, TrainMessage, TrainOrder, TrainResult } from './train-order.ts';

type Tell = (message: TrainMessage) => void;

/** Trains to the end, from the last checkpoint where there is one, and predicts every case. */
export async function serveOrder(order: TrainOrder, tell: Tell): Promise<TrainResult> {
  const { settings, cases } = order;
  return asAppErrors(order, async () => {
    const network: Network = {
      ...(await deviceOf(order)),
      spec: networkSpec(settings, order.radiomicsCount),
      load: loadCases(cases),
    };
    const best = order.selected ?? (await trained(order, network, tell));
    const weights = runFolder(order.folder).selected();
    const ids = cases.map(({ id }) => id);
    let done = 0;
    const predicted = await predictCases(
      { ...network, weights, inputSize: settings.inputSize },
      ids,
      (one) => tell({ kind: 'predicted', ...one, done: ++done, total: ids.length }),
    );
    return { best, predicted };
  });
}

interface Network {
  readonly spec: NetworkSpec;
  readonly load: LoadCase;
  readonly open: OpenSession;
  readonly formulations: Formulations;
}

/** Trains and leaves the selected weights in the run's folder. */
async function trained(
  order: TrainOrder,
  network: Network,
  tell: Tell,
): Promise<TrainResult['best']> {
  const { best } = await trainRun({
    ...network,
    state: stateOf(order, network.spec, tell),
    settings: trainingSettings(order.settings),
    cases: runCases(order.cases),
    ...reports(order, tell),
  });
  if (!best) throw new RangeError('no epoch has an AUC on the validation set');
  runFolder(order.folder).saveSelected(best.weights);
  return { epoch: best.epoch, of: best.of };
}

async function deviceOf({
  settings,
  threads,
}: TrainOrder): Promise<Pick<Network, 'open' | 'formulations'>> {
  const { device: provider } = settings;
  if (!isProvider(provider)) {
    const reason = 'there is no device of this name.';
    throw new AppError('device-unavailable', { device: provider, reason });
  }
  const formulations = await probeFormulations(provider);
  return { formulations, open: (model) => createSession(model, { provider, threads }) };
}

/** From the checkpoint, else from the start weights, else from random ones. */
function stateOf(order: TrainOrder, spec: NetworkSpec, tell: Tell): TrainingState {
  const { settings, settingsHash } = order;
  const folder = runFolder(order.folder);
  const bytes = folder.checkpoint();
  const parameters = networkParameters(spec, settings.inputSize);
  const count = parameters.reduce((sum, { shape }) => sum + elementCount(shape), 0);
  if (bytes) {
    const found = parseCheckpoint(bytes);
    if (found.settingsHash !== settingsHash) {
      throw new RangeError('the checkpoint is that of other settings or cases');
    }
    tell({ kind: 'started', parameters: count, matched: null });
    tell({ kind: 'restored', epochs: folder.epochs(found.state.epoch) });
    return found.state;
  }
  const random = initialWeights(spec, settings.inputSize, randomFor(settings.seed, 'weights'));
  const { weights, matched } = order.weights
    ? startWeights(random, { ...order.weights, bytes: readFileSync(order.weights.path) }, settings)
    : { weights: random, matched: null };
  tell({ kind: 'started', parameters: count, matched });
  return startState(weights);
}

function runCases(cases: readonly OrderedCase[]): TrainingRun['cases'] {
  const members = cases.map(({ id, ...rest }) => ({ ...rest, caseId: id }));
  const ids = (set: OrderedCase['set']): string[] =>
    requireLearning(
      members.filter((member) => member.set === set),
      'training',
    ).map(({ caseId }) => caseId);
  return {
    training: ids('training'),
    validation: ids('validation'),
    labels: new Map(cases.map(({ id, label }) => [id, label])),
  };
}

/** Saves each epoch before it is told, so that what is told is never lost. */
function reports(
  { settings, settingsHash, codeVersion, folder }: TrainOrder,
  tell: Tell,
): Pick<TrainingRun, 'onStep' | 'onEpoch' | 'onPrepare'> {
  let startedMs = performance.now();
  return {
    onPrepare: (done, total) => tell({ kind: 'cases', stage: 'frozen stages', done, total }),
    onStep: ({ epoch, step, stepsPerEpoch, crossEntropy, contrastive }) =>
      tell({ kind: 'step', epoch, step, stepsPerEpoch, crossEntropy, contrastive }),
    onEpoch: ({ auxiliary: _, ...report }, state) => {
      const seconds = (performance.now() - startedMs) / 1000;
      startedMs = performance.now();
      const metrics = { ...report, seconds };
      const bytes = encodeCheckpoint({ state, settings, settingsHash, codeVersion });
      runFolder(folder).saveEpoch(metrics, bytes);
      tell({ kind: 'epoch', metrics });
    },
  };
}

/** Failures of the numeric core as those that a person can be told. */
async function asAppErrors<T>({ settings }: TrainOrder, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const { batch, inputSize, width, normalisation, learningRate, device: name } = settings;
    if (cause instanceof OutOfMemoryError) {
      const facts = { batch, inputSize, width, normalisation };
      throw new AppError('training-out-of-memory', facts, { cause });
    }
    if (cause instanceof NotFiniteError) {
      throw new AppError('training-diverged', { epoch: cause.epoch, learningRate }, { cause });
    }
    if (cause instanceof ProviderUnavailable) {
      const { message: reason } = cause;
      throw new AppError('device-unavailable', { device: name, reason }, { cause });
    }
    throw cause;
  }
}
