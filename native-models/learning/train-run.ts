import { studyAdam } from './adam.ts';
import { batchOf, type Sample } from './batch.ts';
import { randomFor } from './derived-random.ts';
import { aucOf } from './evaluate.ts';
import { prepareRun, type PreparedRun } from './prepare-run.ts';
import { epochBatches } from './sampling.ts';
import { learningRate, studySchedule } from './schedule.ts';
import type { TrainingSettings } from './settings.ts';
import { updateState, type StepLosses } from './train-step.ts';
import { NotFiniteError, withMemoryErrors } from './training-errors.ts';
import { labelsOf, type EpochReport, type TrainingRun } from './training-run.ts';
import { copied, type Best, type TrainingState } from './training-state.ts';

/**
 * Trains a network epoch by epoch, from the start or from where the state stands.
 *
 * @returns The state after the last epoch, with the best weights by internal validation.
 * @throws OutOfMemoryError, NotFiniteError, or whatever the signal throws. The state is then that of
 * no whole epoch; the one last given to `onEpoch` is.
 */
export async function trainRun(run: TrainingRun): Promise<TrainingState> {
  const { state, settings } = run;
  return withMemoryErrors(async () => {
    const prepared = await prepareRun(run);
    try {
      while (!hasEnded(state, settings)) {
        const trained = await trainEpoch(run, prepared);
        state.epoch += 1;
        const report = { ...trained, ...(await selectBest(run, prepared)) };
        await run.onEpoch?.(report, state);
      }
      return state;
    } finally {
      await prepared.close();
    }
  });
}

/** Whether all epochs are done, or none of the last was the best. */
export function hasEnded({ epoch, best }: TrainingState, settings: TrainingSettings): boolean {
  const { epochs, earlyStop } = settings;
  return epoch >= epochs || (earlyStop !== null && best !== null && epoch - best.epoch > earlyStop);
}

type Trained = Omit<EpochReport, 'auc' | 'averageAuc'>;

async function trainEpoch(run: TrainingRun, prepared: PreparedRun): Promise<Trained> {
  const { state, settings, cases, signal } = run;
  const { epoch } = state;
  const rate = learningRate(epoch, {
    ...studySchedule,
    ...{ rate: settings.learningRate, cosineEpochs: settings.epochs },
  });
  const order = randomFor(settings.seed, 'order', epoch);
  const batches = epochBatches(cases.training.length, settings.batch, order);
  const totals = { crossEntropy: 0, contrastive: 0, auxiliary: 0 };
  let position = 0;
  for (const batch of batches) {
    const samples: Sample[] = [];
    for (const index of batch) {
      signal?.throwIfAborted();
      samples.push(await prepared.source.training(cases.training[index], { epoch, position }));
      position += 1;
    }
    const found = await prepared.compute(state.weights, batchOf(samples, prepared.source.shape));
    if (!Object.values(found.losses).every(Number.isFinite)) {
      throw new NotFiniteError({ epoch, step: state.step });
    }
    updateState(state, found, { adam: studyAdam, rate, decay: settings.emaDecay });
    addTo(totals, found.losses, batch.length / cases.training.length);
    const { step } = state;
    run.onStep?.({ ...found.losses, epoch, step, stepsPerEpoch: batches.length });
  }
  return { ...totals, epoch, learningRate: rate };
}

function addTo(totals: Record<keyof StepLosses, number>, losses: StepLosses, share: number): void {
  for (const name of ['crossEntropy', 'contrastive', 'auxiliary'] as const) {
    totals[name] += share * losses[name];
  }
}

/** AUC of the weights and of their average; the first that is better than all before is kept. */
async function selectBest(
  { state, cases }: TrainingRun,
  { evaluate }: PreparedRun,
): Promise<Pick<EpochReport, 'auc' | 'averageAuc'>> {
  const epoch = state.epoch - 1;
  const scores = await evaluate([state.weights, state.averages]);
  if (!scores.flat().every(Number.isFinite)) throw new NotFiniteError({ epoch, step: state.step });
  const labels = labelsOf(cases, 'validation');
  const [auc, averageAuc] = scores.map((list) => aucOf(list, labels));
  keepIfBetter(state, { epoch, of: 'weights', auc, weights: state.weights });
  keepIfBetter(state, { epoch, of: 'average', auc: averageAuc, weights: state.averages });
  return { auc, averageAuc };
}

function keepIfBetter(
  state: TrainingState,
  { auc, ...candidate }: Omit<Best, 'auc'> & { readonly auc: number | null },
): void {
  if (auc === null || auc <= (state.best?.auc ?? -1)) return;
  state.best = { ...candidate, auc, weights: copied(candidate.weights) };
}
