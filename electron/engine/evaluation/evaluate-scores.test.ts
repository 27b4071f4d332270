import { describe, expect, test } from 'vitest';
import type { Remark } from '#contract/evaluation/result.ts';
import type { EvaluationSettings } from '#contract/evaluation/settings.ts';
import { seededRandom } from '#native/numeric/random.ts';
import { evaluateScores } from './evaluate-scores.ts';
import { lockThreshold } from './thresholds.ts';
import type { ScoredPatient, ScoreModel, ScoreTable } from './score-table.ts';

const settings: EvaluationSettings = {
  threshold: { mode: 'locked' },
  level: 0.95,
  proportionInterval: 'wilson',
  prevalence: null,
  reference: null,
};

type Row = readonly [set: ScoredPatient['set'], label: 0 | 1, ...scores: (number | null)[]];

function tableOf(rows: readonly Row[], facts: Partial<ScoreModel> = {}): ScoreTable {
  const models = rows[0].length - 2;
  return {
    patients: rows.map(([set, label], n) => ({
      ...{ code: `P-${n}`, set, label, hospital: String(1 + (n % 2)), contrast: n % 3 === 0 },
      synthetic: false,
    })),
    models: Array.from({ length: models }, (_, m) => ({
      ...{ id: `m${m}`, name: `M${m}`, table2: null, table3: null },
      ...{ probabilities: true, synthetic: false },
      ...facts,
      scores: rows.map((row) => row[m + 2] as number | null),
    })),
  };
}

// By hand: validation separates at 0.5; of test 1 the pairs (0.9, 0.6, 0.2) × (0.7, 0.1) are won in
// 2 + 1 + 1 of 6. At 0.5 there 2 of 3 pN+ and 1 of 2 pN- are called right.
const byHand: readonly Row[] = [
  ['training', 1, 0.9],
  ['training', 0, 0.2],
  ['validation', 1, 0.6],
  ['validation', 1, 0.8],
  ['validation', 0, 0.4],
  ['validation', 0, 0.3],
  ['test-1', 1, 0.9],
  ['test-1', 1, 0.6],
  ['test-1', 1, 0.2],
  ['test-1', 0, 0.7],
  ['test-1', 0, 0.1],
];

describe('a table small enough to compute by hand', () => {
  const result = evaluateScores(tableOf(byHand), settings);
  const [validation, test1] = result.models[0].sets;

  test('sets that are there, none of the one that trained', () => {
    expect(result.sets).toEqual([
      { set: 'validation', n: 4, positives: 2 },
      { set: 'test-1', n: 5, positives: 3 },
    ]);
  });

  test('the threshold of validation holds on the test', () => {
    expect(validation.threshold).toBe(0.5);
    expect(test1.threshold).toBe(0.5);
    expect(test1.confusion).toEqual({ tp: 2, fn: 1, tn: 1, fp: 1 });
    expect(test1.accuracy.value).toBe(3 / 5);
    expect(test1.sensitivity.value).toBe(2 / 3);
    expect(test1.ppv.value).toBe(2 / 3);
    expect(test1.npv.value).toBe(1 / 2);
  });

  test('AUC, its pool and its means', () => {
    expect(test1.auc.value).toBeCloseTo(4 / 6, 15);
    const { pooled, plainMean, weightedMean } = result.models[0].aauc;
    // Pooled: pN+ 0.6 0.8 0.9 0.6 0.2 against 0.4 0.3 0.7 0.1: 3 + 4 + 4 + 3 + 1 of 20.
    expect(pooled).toBe(15 / 20);
    expect(plainMean).toBeCloseTo((1 + 4 / 6) / 2, 15);
    expect(weightedMean).toBeCloseTo((4 * 1 + 5 * (4 / 6)) / 9, 15);
  });

  test('the curve goes from (0, 0) to (1, 1) and encloses the AUC', () => {
    const points = test1.roc;
    expect([points[0], points.at(-1)]).toEqual([
      { fpr: 0, tpr: 0 },
      { fpr: 1, tpr: 1 },
    ]);
    const area = points
      .slice(1)
      .reduce((sum, p, n) => sum + ((p.fpr - points[n].fpr) * (p.tpr + points[n].tpr)) / 2, 0);
    expect(area).toBeCloseTo(4 / 6, 12);
  });

  test('Brier score and net benefit', () => {
    expect(test1.brier).toBeCloseTo((0.01 + 0.16 + 0.64 + 0.49 + 0.01) / 5, 12);
    // At 0.5: 2 true and 1 false of 5.
    expect(test1.netBenefit.find(({ threshold }) => threshold === 0.5)).toEqual({
      ...{ threshold: 0.5, model: 2 / 5 - 1 / 5, all: 3 / 5 - 2 / 5 },
    });
  });

  test('subgroups are of all evaluated patients', () => {
    const hospital = result.subgroups.filter(({ by }) => by === 'hospital');
    expect(hospital.map(({ level, n, positives }) => [level, n, positives])).toEqual([
      ['1', 5, 3],
      ['2', 4, 2],
    ]);
  });
});

const told = (remarks: readonly Remark[]) => remarks.map(({ text }) => text).join(' ');

test('the paper’s thresholds are each set’s own, and are called optimistic', () => {
  const result = evaluateScores(tableOf(byHand), { ...settings, threshold: { mode: 'paper' } });
  // On test 1 0.15 is best: all three pN+ and one of two pN-.
  expect(result.models[0].sets[1]).toMatchObject({ confusion: { tp: 3, fn: 0, tn: 1, fp: 1 } });
  expect(told(result.remarks)).toContain('optimistic');
});

test('a fixed threshold is taken as it is', () => {
  const threshold = { mode: 'fixed', value: 0.7 } as const;
  const result = evaluateScores(tableOf(byHand), { ...settings, threshold });
  expect(result.models[0].sets[1].confusion).toEqual({ tp: 1, fn: 2, tn: 1, fp: 1 });
  expect(told(result.remarks)).toMatch(
    /Thresholds were fixed at 0\.7\..*validation set selects networks: /,
  );
});

test('test sets decide nothing: their scores do not move a locked threshold', () => {
  const moved = byHand.map((row): Row => (row[0] === 'test-1' ? [row[0], row[1], 0.99] : row));
  const thresholds = (rows: readonly Row[]) =>
    evaluateScores(tableOf(rows), settings).models[0].sets.map(({ threshold }) => threshold);
  expect(thresholds(moved)).toEqual(thresholds(byHand));
});

test('a patient of a test set among those who choose a threshold is refused', () => {
  const judge = { set: 'test-1', label: 1, score: 0.5 } as const;
  expect(() => lockThreshold([judge])).toThrow(
    expect.objectContaining({
      code: 'test-set-touched',
      details: { cases: 1, step: 'thresholds' },
    }),
  );
});

test('recalibration moves probabilities, not the ranking or the calls', () => {
  const plain = evaluateScores(tableOf(byHand), settings).models[0].sets[1];
  const moved = evaluateScores(tableOf(byHand), { ...settings, prevalence: 0.2 }).models[0].sets[1];
  expect(moved.auc).toEqual(plain.auc);
  expect(moved.confusion).toEqual(plain.confusion);
  // From one half, learned in training, to one fifth: the odds are divided by 4.
  const carried = [0.9, 0.6, 0.2, 0.7, 0.1].map((p) => p / 4 / (p / 4 + 1 - p));
  const expected = carried.map((p, n) => (p - Number(n < 3)) ** 2).reduce((a, b) => a + b) / 5;
  expect(moved.brier).toBeCloseTo(expected, 12);
});

describe('what cannot be told is null with its reason, never 0 and never a crash', () => {
  test('a test set of one class', () => {
    const rows = byHand.filter(([set, label]) => set !== 'test-1' || label === 1);
    const { models, comparisons } = evaluateScores(tableOf(rows), settings);
    const [, test1] = models[0].sets;
    expect(test1.auc).toEqual({
      value: null,
      interval: null,
      reason: 'no pN- patient has a score',
    });
    expect(test1.specificity).toMatchObject({ value: null, reason: 'no pN- patient has a score' });
    expect(test1.sensitivity.value).toBe(2 / 3);
    expect(test1.roc).toEqual([]);
    expect(models[0].aauc.plainMean).toBeNull();
    expect(models[0].aauc.reason).toContain('Independent Test Set 1');
    expect(comparisons).toEqual([]);
  });

  test('no validation set to lock a threshold on', () => {
    const rows = byHand.filter(([set]) => set !== 'validation');
    const { models, remarks } = evaluateScores(tableOf(rows), settings);
    expect(models[0].sets[0]).toMatchObject({ threshold: null, confusion: null });
    expect(models[0].sets[0].accuracy.reason).toContain('locked on internal validation');
    expect(models[0].sets[0].auc.value).toBeCloseTo(4 / 6, 15);
    expect(told(remarks)).toContain('no internal validation set');
  });

  test('one patient of each class, constant scores, no scores', () => {
    const few: Row[] = [
      ['validation', 1, 0.5, 0.5, null],
      ['validation', 0, 0.1, 0.5, null],
    ];
    const { models, comparisons, remarks } = evaluateScores(tableOf(few), settings);
    expect(models[0].sets[0].auc).toMatchObject({ value: 1, interval: null });
    expect(models[0].sets[0].auc.reason).toContain('single patient');
    expect(models[1].sets[0].auc.value).toBe(0.5);
    expect(models[1].sets[0].threshold).toBeNull();
    expect(models[2].sets[0]).toMatchObject({ n: 0, brier: null });
    expect(models[2].sets[0].auc.reason).toBe('no patient has a score');
    expect(comparisons.map(({ n }) => n)).toEqual([2, 0, 0]);
    expect(comparisons[1]).toMatchObject({ p: null, holm: null });
    expect(told(remarks)).toContain('M2 has no score for 2 of 2 patients');
  });

  test('scores that are no probabilities have no calibration', () => {
    const [model] = evaluateScores(tableOf(byHand, { probabilities: false }), settings).models;
    expect(model.sets[1]).toMatchObject({ brier: null, netBenefit: [], calibration: [] });
    expect(model.sets[1].calibrationSlope.reason).toBe('the scores are no probabilities');
  });
});

/** Scores of three models that tell the classes apart somewhat. */
function noisyRows(seed: number): Row[] {
  const random = seededRandom(seed);
  return Array.from({ length: 120 }, (_, n): Row => {
    const label = random.next() < 0.4 ? 1 : 0;
    const set = (['training', 'validation', 'test-1', 'test-2'] as const)[n % 4];
    const score = (strength: number) => 1 / (1 + Math.exp(-(strength * label + random.normal())));
    return [set, label, score(1), Math.round(20 * score(2)) / 20, score(0)];
  });
}

test('comparisons: all pairs of each set, or with the reference; Holm is per set', () => {
  const table = tableOf(noisyRows(3));
  const all = evaluateScores(table, settings).comparisons;
  expect(all).toHaveLength(9);
  const withReference = evaluateScores(table, { ...settings, reference: 'm1' }).comparisons;
  expect(withReference.map(({ a, b }) => `${a}-${b}`).slice(0, 2)).toEqual(['m0-m1', 'm2-m1']);
  for (const set of ['validation', 'test-1', 'test-2']) {
    const mine = all.filter((comparison) => comparison.set === set);
    const smallest = Math.min(...mine.map(({ p }) => p ?? 1));
    expect(Math.min(...mine.map(({ holm }) => holm ?? 1))).toBeCloseTo(
      Math.min(1, 3 * smallest),
      12,
    );
  }
});

test.each([1, 2, 3, 4, 5])('properties of random scores, seed %i', (seed) => {
  const rows = noisyRows(seed);
  const aucs = (of: readonly Row[]) =>
    evaluateScores(tableOf(of), settings).models.flatMap(({ sets }) => sets.map(({ auc }) => auc));
  const plain = aucs(rows);
  // Rows in another order.
  expect(aucs(rows.toReversed())).toEqual(plain.map((auc) => near(auc)));
  // A monotone transform of the scores.
  const squared = rows.map(([set, label, ...scores]): Row => [
    set,
    label,
    ...scores.map((score) => (score as number) ** 2),
  ]);
  expect(aucs(squared)).toEqual(plain.map((auc) => near(auc)));
  // Classes swapped: what was won is lost.
  const swapped = rows.map(([set, label, ...scores]): Row => [set, label === 1 ? 0 : 1, ...scores]);
  expect(aucs(swapped).map(({ value }) => 1 - (value ?? 0))).toEqual(
    plain.map(({ value }) => expect.closeTo(value ?? 0, 12) as number),
  );
});

function near(auc: { readonly value: number | null; readonly interval: readonly number[] | null }) {
  return {
    value: expect.closeTo(auc.value ?? 0, 12) as number,
    interval: auc.interval?.map((bound) => expect.closeTo(bound, 12) as number),
    reason: null,
  };
}
