import { expect, test } from 'vitest';
import { backboneOf } from '../architectures/backbone-size.ts';
import { initialWeights, stageOfParameter, type NetworkSpec } from '../architectures/network.ts';
import { cpuFormulations } from '../graph/formulations.ts';
import type { OpenSession } from '../graph/run-session.ts';
import { seededRandom } from '../numeric/random.ts';
import { createSession } from '../runtime/session.ts';
import { blobCases } from './fixtures/blob-cases.ts';
import { encodeCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { randomFor } from './derived-random.ts';
import type { TrainingSettings } from './settings.ts';
import type { LoadCase } from './training-case.ts';
import { trainRun } from './train-run.ts';
import type { EpochReport, StepReport, TrainingRun } from './training-run.ts';
import { copied, startState, type TrainingState } from './training-state.ts';

const SIZE = 16;
const spec: NetworkSpec = {
  backbone: backboneOf('resnet18', 1 / 16, SIZE),
  fusion: 'concat',
  radiomicsCount: 2,
};
const settings: TrainingSettings = {
  ...{ inputSize: SIZE, epochs: 8, batch: 6, learningRate: 3e-3, emaDecay: 0.9, seed: 5 },
  ...{ learns: 'all', normalisation: 'batch', contrastive: true, auxiliary: false },
  ...{ classWeights: true, augmentation: true, earlyStop: null },
};
const { cases, load } = blobCases({ training: 24, validation: 8, random: seededRandom(1) });

const freshState = (): TrainingState =>
  startState(initialWeights(spec, SIZE, randomFor(settings.seed, 'weights')));

const oneThread: OpenSession = (model) => createSession(model, { threads: 1 });

function runOf(changes: Partial<TrainingRun> = {}): TrainingRun {
  return {
    ...{ settings, spec, cases, load, state: freshState(), formulations: cpuFormulations },
    open: oneThread,
    ...changes,
  };
}

test('learns to see a blob: the loss falls, validation is told apart', async () => {
  const epochs: EpochReport[] = [];
  const steps: StepReport[] = [];
  let chosen: TrainingState['weights'] | undefined;
  const state = await trainRun(
    runOf({
      onEpoch: (report, { best }) => {
        epochs.push(report);
        if (best?.epoch === report.epoch) chosen = copied(best.weights);
      },
      onStep: (report) => void steps.push(report),
    }),
  );
  expect(epochs.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(steps.map(({ step }) => step)).toEqual(Array.from({ length: 32 }, (_, n) => n + 1));
  expect(epochs[7].crossEntropy).toBeLessThan(0.5 * epochs[0].crossEntropy);
  expect(epochs[7].contrastive).toBeLessThan(0.5 * epochs[0].contrastive);
  expect(epochs[0].auc).toBeLessThan(0.7);
  expect(state.best?.auc).toBe(1);
  // The first epoch that reached it, not a later one as good.
  const reached = epochs.findIndex(({ auc, averageAuc }) => auc === 1 || averageAuc === 1);
  expect(state.best?.epoch).toBe(reached);
  expect(state.best?.of).toBe(epochs[reached].auc === 1 ? 'weights' : 'average');
  // Later epochs leave what was chosen as it was.
  expect(reached).toBeLessThan(7);
  expect(state.best?.weights).toEqual(chosen);
});

test('internal validation chooses the average where it is better, else the weights', async () => {
  // Weights that tell nobody apart, which do not move, beside averages that lean one way or the other.
  const still = { ...settings, epochs: 1, learningRate: 0, emaDecay: 1 };
  const outcomes: (readonly [average: number, of: string])[] = [];
  for (const sign of [1, -1]) {
    const state = freshState();
    for (const name of ['fc.weight', 'fc.bias']) {
      state.weights.get(name)?.data.fill(0);
      const data = state.averages.get(name)?.data;
      data?.set(data.map((v) => sign * v));
    }
    const epochs: EpochReport[] = [];
    const onEpoch = (report: EpochReport): void => void epochs.push(report);
    const { best } = await trainRun(runOf({ settings: still, state, onEpoch }));
    const [{ auc, averageAuc }] = epochs;
    expect(auc).toBe(0.5);
    expect(best?.auc).toBe(Math.max(0.5, averageAuc ?? NaN));
    const chosen = best?.of === 'average' ? state.averages : state.weights;
    expect(best?.weights).toEqual(chosen);
    outcomes.push([averageAuc ?? NaN, best?.of ?? '']);
  }
  const [worse, better] = outcomes.toSorted(([a], [b]) => a - b);
  expect(worse[0] + better[0]).toBeCloseTo(1, 12);
  expect([worse[1], better[1]]).toEqual(['weights', 'average']);
});

test.each([
  { threads: 'one thread', open: oneThread },
  { threads: "the runtime's own number of threads", open: createSession },
])('an epoch, a checkpoint and another epoch are two epochs: $threads', async ({ open }) => {
  const short = { ...settings, epochs: 2 };
  const about = { settings: short, settingsHash: 'a1', codeVersion: '1.0.0' };
  const saved: Uint8Array[] = [];
  const save = (_: EpochReport, state: TrainingState): void =>
    void saved.push(encodeCheckpoint({ state, ...about }));
  await trainRun(runOf({ settings: short, open, onEpoch: save }));

  const { state, ...rest } = parseCheckpoint(saved[0]);
  expect(rest).toEqual(about);
  expect(state.epoch).toBe(1);
  const resumed = await trainRun(runOf({ settings: short, open, state }));
  const bytes = encodeCheckpoint({ state: resumed, ...about });
  expect(Buffer.compare(bytes, saved[1])).toBe(0);
  expect(Buffer.compare(saved[0], saved[1])).not.toBe(0);
});

test('another seed gives another run', async () => {
  const losses = async (seed: number): Promise<number> => {
    let sum = 0;
    const onStep = ({ crossEntropy }: StepReport): void => void (sum += crossEntropy);
    await trainRun(runOf({ settings: { ...settings, seed, epochs: 1 }, onStep }));
    return sum;
  };
  const [first, again, other] = [await losses(5), await losses(5), await losses(6)];
  expect(again).toBe(first);
  expect(other).not.toBe(first);
});

test('ends within a step of the wish to end', async () => {
  const wish = new AbortController();
  let steps = 0;
  const run = trainRun(
    runOf({
      signal: wish.signal,
      onStep: () => {
        steps += 1;
        if (steps === 3) wish.abort();
      },
    }),
  );
  await expect(run).rejects.toThrow('aborted');
  expect(steps).toBe(3);
});

test('ends after so many epochs without a better one', async () => {
  const epochs: EpochReport[] = [];
  const state = await trainRun(
    runOf({
      settings: { ...settings, learningRate: 1e-9, emaDecay: 1, earlyStop: 1 },
      onEpoch: (report) => void epochs.push(report),
    }),
  );
  const { epoch = NaN } = state.best ?? {};
  expect(epochs).toHaveLength(epoch + 2);
  expect(state.epoch).toBeLessThan(8);
});

test('a loss that is no number names epoch and step', async () => {
  const broken = freshState();
  broken.weights.get('fc.bias')?.data.fill(NaN);
  const run = trainRun(runOf({ state: broken }));
  await expect(run).rejects.toMatchObject({ name: 'NotFiniteError', epoch: 0, step: 0 });
});

test.each(['last-stage', 'heads'] as const)('%s alone learns, on features kept', async (learns) => {
  const prepared: number[] = [];
  const before = freshState();
  const state = freshState();
  const losses: number[] = [];
  const part = { ...settings, learns, views: 2, epochs: 6, learningRate: 1e-2 };
  await trainRun(
    runOf({
      ...{ settings: part, state },
      onPrepare: (done, total) => void prepared.push(done / total),
      onEpoch: ({ crossEntropy }) => void losses.push(crossEntropy),
    }),
  );
  // Two views of each training case, one of each validation case.
  expect(prepared).toHaveLength(2 * 24 + 8);
  expect(prepared.at(-1)).toBe(1);
  expect(losses[5]).toBeLessThan(losses[0]);
  const moved = [...state.weights]
    .filter(([name, { data }]) => before.weights.get(name)?.data.join() !== data.join())
    .map(([name]) => stageOfParameter(spec, name));
  expect(new Set(moved)).toEqual(new Set(learns === 'heads' ? ['head'] : [4, 'head']));
});

test('features that are kept give the losses of the whole network', async () => {
  // With stored statistics and central crops, frozen stages change nothing but the time.
  const shared = { augmentation: false, normalisation: 'frozen' } as const;
  const whole = await firstLoss({ ...shared, learns: 'all' });
  expect(await firstLoss({ ...shared, learns: 'last-stage' })).toBeCloseTo(whole, 4);
  expect(await firstLoss({ ...shared, learns: 'heads' })).toBeCloseTo(whole, 4);
});

/** Of the first step, at whose end the run is stopped. */
async function firstLoss(
  changes: Partial<TrainingSettings>,
  facts: Partial<TrainingRun> = {},
): Promise<number> {
  let first = NaN;
  const stop = new AbortController();
  const run = trainRun(
    runOf({
      ...facts,
      settings: { ...settings, ...changes },
      signal: stop.signal,
      onStep: ({ crossEntropy, contrastive }) => {
        first = crossEntropy + contrastive;
        stop.abort();
      },
    }),
  );
  await expect(run).rejects.toThrow('aborted');
  return first;
}

test.each(['batch', 'two-pass'] as const)(
  'nine patients count as much as three where classes are weighed, %s',
  async (normalisation) => {
    const ofClass = (label: number): string[] =>
      cases.training.filter((id) => cases.labels.get(id) === label);
    const unequal = { ...cases, training: [...ofClass(0).slice(0, 9), ...ofClass(1).slice(0, 3)] };
    const lossOf = (classWeights: boolean): Promise<number> => {
      // All have the same logits, 0 and 1, so that the loss of each class is known.
      const state = freshState();
      state.weights.get('fc.weight')?.data.fill(0);
      state.weights.get('fc.bias')?.data.set([0, 1]);
      const changes = { normalisation, classWeights, contrastive: false, batch: 12 };
      return firstLoss(changes, { state, cases: unequal });
    };
    const [negative, positive] = [Math.log1p(Math.E), Math.log1p(1 / Math.E)];
    expect(await lossOf(true)).toBeCloseTo((negative + positive) / 2, 5);
    expect(await lossOf(false)).toBeCloseTo((9 * negative + 3 * positive) / 12, 5);
  },
);

test('patient by patient, the first loss is that of the whole batch', async () => {
  const whole = await firstLoss({ normalisation: 'batch' });
  expect(await firstLoss({ normalisation: 'two-pass' })).toBeCloseTo(whole, 4);
});

test('patient by patient a run learns, and ends between two patients', async () => {
  const part = { ...settings, normalisation: 'two-pass', epochs: 4 } as const;
  const losses: number[] = [];
  let asked = 0;
  const signal = { throwIfAborted: () => void (asked += 1) };
  await trainRun(
    runOf({
      settings: part,
      signal,
      onEpoch: ({ crossEntropy }) => void losses.push(crossEntropy),
    }),
  );
  expect(losses[3]).toBeLessThan(0.8 * losses[0]);
  // Of each patient at each of 20 pieces of the network, in four epochs.
  expect(asked).toBeGreaterThan(4 * 24 * 20);
});

test('auxiliary heads learn what is known of patients', async () => {
  const known: LoadCase = async (id) => {
    const patient = await load(id);
    return { ...patient, auxiliary: { fc1: patient.label, fc4: 2 } };
  };
  const withHeads = { ...spec, auxiliary: true };
  const state = startState(initialWeights(withHeads, SIZE, randomFor(5, 'weights')));
  const before = startState(state.weights).weights;
  const losses: number[] = [];
  await trainRun({
    ...runOf({ settings: { ...settings, auxiliary: true, epochs: 3 }, state, load: known }),
    spec: withHeads,
    onEpoch: ({ auxiliary }) => void losses.push(auxiliary),
  });
  expect(losses[2]).toBeLessThan(losses[0]);
  const isMoved = (name: string): boolean =>
    before.get(name)?.data.join() !== state.weights.get(name)?.data.join();
  expect(['fc1', 'fc2', 'fc3', 'fc4'].map((head) => isMoved(`${head}.bias`))).toEqual([
    ...[true, false, false, true],
  ]);
});

test('a session that runs out of memory is told apart from other failures', async () => {
  const failing = (message: string): Promise<unknown> =>
    trainRun(runOf({ open: () => Promise.reject(new Error(message)) }));
  await expect(failing('std::bad_alloc')).rejects.toMatchObject({ name: 'OutOfMemoryError' });
  await expect(failing('bad model')).rejects.toMatchObject({ name: 'Error' });
});
