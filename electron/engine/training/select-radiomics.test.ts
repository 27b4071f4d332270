import { expect, test } from 'vitest';
import type { SetName } from '#contract/procedures/experiments.ts';
import type { ExperimentCase } from '#engine/store/repositories/experiment-repository.ts';
import { fusedFeatures, selectRadiomics, type FeatureTable } from './select-radiomics.ts';
import { aucOfSets } from './study-sets.ts';

const sets: readonly SetName[] = ['training', 'training', 'validation', 'test-1', 'test-2'];

/** Fifty cases, ten in turn of each place of the list; every second one pN+. */
const cases: readonly ExperimentCase[] = Array.from({ length: 50 }, (_, n) => ({
  caseId: `c${n}`,
  set: sets[n % 5],
  label: ((n >> 1) % 2) as 0 | 1,
  ...{ imageSha256: '', maskId: '', maskVersion: 1 },
}));
const training = cases.filter(({ set }) => set === 'training');
const noise = (n: number): number => Math.sin(7.1 * n + 0.3 * n * n);

/** Columns: one that tells pN+, its copy, one that never varies, then noise. */
function tableOf(shift: (set: SetName) => number = () => 0): FeatureTable {
  const rows = cases.map(({ caseId, set, label }, n): [string, number[]] => {
    const telling = 100 + 10 * label + noise(n) + shift(set);
    const rest = Array.from({ length: 15 }, (_, c) => noise(n + 50 * c + 17));
    return [caseId, [telling, 2 * telling, 3, ...rest]];
  });
  return {
    columns: ['telling', 'copy', 'constant', ...Array.from({ length: 15 }, (_, c) => `noise${c}`)],
    rows: new Map(rows),
  };
}

/** Three hundred cases whose features tell nothing, so that the tree needs many of them. */
const many: readonly ExperimentCase[] = Array.from({ length: 300 }, (_, n) => ({
  ...cases[n % 50],
  ...{ caseId: `m${n}`, set: sets[n % 5], label: ((n >> 2) % 2) as 0 | 1 },
}));
const manyTraining = many.filter(({ set }) => set === 'training');

function noiseTable(length: number): FeatureTable {
  const columns = ['constant', ...Array.from({ length: 15 }, (_, c) => `noise${c}`)];
  const row = (n: number) => columns.map((_, c) => (c === 0 ? 3 : noise(n + 50 * c + 17)));
  return { columns, rows: new Map(Array.from({ length }, (_, n) => [`m${n}`, row(n)])) };
}

test('a feature that tells the classes apart is all that the tree needs', () => {
  const { columns, alone } = selectRadiomics(tableOf(), training, cases);
  // Its copy is as good; the lower column wins.
  expect(columns).toEqual(['telling']);
  expect(alone.map(({ set, n }) => [set, n])).toEqual([
    ['training', 20],
    ['validation', 10],
    ['test-1', 10],
    ['test-2', 10],
  ]);
  expect(alone.every(({ auc }) => auc === 1)).toBe(true);
});

test('where none tells them apart, several are chosen, at most ten and no constant', () => {
  const { columns } = selectRadiomics(noiseTable(300), manyTraining, many);
  expect(columns.length).toBeGreaterThan(1);
  expect(columns.length).toBeLessThanOrEqual(10);
  expect(new Set(columns).size).toBe(columns.length);
  expect(columns).not.toContain('constant');
});

test('a feature that some training case lacks is not chosen; elsewhere it counts as the mean', () => {
  const table = tableOf();
  const rows = new Map([...table.rows].map(([id, row]) => [id, [...row]]));
  const [first] = training;
  rows.set(first.caseId, [NaN, ...(rows.get(first.caseId)?.slice(1) ?? [])]);
  const test = cases.find(({ set }) => set === 'test-1');
  const lacking = test?.caseId ?? '';
  rows.set(lacking, [1, NaN, ...(rows.get(lacking)?.slice(2) ?? [])]);
  const chosen = selectRadiomics({ ...table, rows }, training, cases);
  expect(chosen.columns).toEqual(['copy']);
  expect(fusedFeatures(chosen, lacking, 'z-score')).toEqual([0]);
});

test('features that never vary are refused with the reason', () => {
  const flat = { columns: ['a'], rows: new Map(cases.map(({ caseId }) => [caseId, [1]])) };
  expect(() => selectRadiomics(flat, training, cases)).toThrow(
    expect.objectContaining({
      code: 'fit-impossible',
      details: { reason: 'no feature tells the classes apart' },
    }),
  );
});

test('nothing that is chosen or scaled depends on the other sets', () => {
  const plain = selectRadiomics(tableOf(), training, cases);
  const moved = selectRadiomics(
    tableOf((set) => (set === 'training' ? 0 : 1000)),
    training,
    cases,
  );
  const { columns, mean, sd } = plain;
  expect({ columns: moved.columns, mean: moved.mean, sd: moved.sd }).toEqual({ columns, mean, sd });
  const z = training.map(({ caseId }) => fusedFeatures(plain, caseId, 'z-score')[0]);
  expect(z.reduce((sum, value) => sum + value, 0) / z.length).toBeCloseTo(0, 10);
  expect(z.reduce((sum, value) => sum + value ** 2, 0) / z.length).toBeCloseTo(1, 10);
  const { caseId } = training[0];
  expect(fusedFeatures(plain, caseId, 'raw')[0]).toBe(tableOf().rows.get(caseId)?.[0]);
});

test.each(['test-1', 'test-2'] as const)(
  'a case of %s is refused where something is learned',
  (set) => {
    const one = cases.filter((member) => member.set === set).slice(0, 1);
    const refusal: unknown = expect.objectContaining({
      ...{ code: 'test-set-touched', details: { cases: 1, step: 'selection' } },
    });
    expect(() => selectRadiomics(tableOf(), [...training, ...one], cases)).toThrow(refusal);
  },
);

test('an AUC is told of each set that has cases, and none where a class is missing', () => {
  const scored = [
    { set: 'test-1', label: 1, score: 0.9 },
    { set: 'test-1', label: 0, score: 0.2 },
    { set: 'test-1', label: 0, score: 0.95 },
    { set: 'training', label: 0, score: 0.1 },
  ] as const;
  expect(aucOfSets(scored)).toEqual([
    { set: 'training', n: 1, positives: 0, auc: null },
    { set: 'test-1', n: 3, positives: 1, auc: 0.5 },
  ]);
});
