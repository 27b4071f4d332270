import { expect, test } from 'vitest';
import type { EvaluationResult, ModelPerformance, Estimate } from '#contract/evaluation/result.ts';
import type { EvaluationSettings } from '#contract/evaluation/settings.ts';
import { seededRandom, shuffledIndices } from '#native/numeric/random.ts';
import { evaluateScores } from './evaluate-scores.ts';
import type { ScoreTable } from './score-table.ts';

const settings: EvaluationSettings = {
  threshold: { mode: 'locked' },
  level: 0.95,
  proportionInterval: 'wilson',
  prevalence: null,
  reference: null,
};

/** Between two 64ths, where no score is. */
const between = 31 / 64 + 1 / 128;
const fixed: EvaluationSettings = { ...settings, threshold: { mode: 'fixed', value: between } };
const paper: EvaluationSettings = { ...settings, threshold: { mode: 'paper' } };

/** Four sets of patients; three models with many tied scores, 64ths, some of them missing. */
function randomTable(seed: number): ScoreTable {
  const random = seededRandom(seed);
  const patients = Array.from({ length: 160 }, (_, n) => ({
    ...{ code: `P-${n}`, set: (['training', 'validation', 'test-1', 'test-2'] as const)[n % 4] },
    ...{ label: random.next() < 0.4 ? (1 as const) : (0 as const), synthetic: false },
    ...{ hospital: String(1 + random.integer(3)), contrast: random.integer(2) === 0 },
  }));
  const scores = (strength: number) =>
    patients.map(({ label }) => {
      const logit = strength * (label - 0.5) + random.normal();
      const p = Math.round(64 / (1 + Math.exp(-logit)));
      return random.integer(20) === 0 ? null : Math.min(63, Math.max(1, p)) / 64;
    });
  return {
    patients,
    models: [2, 1, 0].map((strength) => ({
      ...{ id: `m${strength}`, name: `M${strength}`, table2: null, table3: null },
      ...{ probabilities: true, synthetic: false, scores: scores(strength) },
    })),
  };
}

const tables = [1, 2, 3, 4, 5, 6].map(randomTable);

function rowsOf({ patients, models }: ScoreTable, rows: readonly number[]): ScoreTable {
  return {
    patients: rows.map((n) => patients[n]),
    models: models.map((model) => ({ ...model, scores: rows.map((n) => model.scores[n]) })),
  };
}

function rescored(table: ScoreTable, change: (score: number, model: number) => number): ScoreTable {
  const models = table.models.map((model, m) => ({
    ...model,
    scores: model.scores.map((score) => score && change(score, m)),
  }));
  return { ...table, models };
}

/** Everything in a result, each number within a distance of its own size. */
function near(value: unknown, gap = 1e-12): unknown {
  if (typeof value === 'number') {
    const most = gap * Math.max(1, Math.abs(value));
    return expect.toSatisfy((other: number) => Math.abs(other - value) <= most, String(value));
  }
  if (Array.isArray(value)) return value.map((part) => near(part, gap));
  if (typeof value !== 'object' || value === null) return value;
  return nearParts(value, gap);
}

/** The ends of a fitted line's interval rest on the weights before its last step, as in R. */
function nearParts(value: object, gap = 1e-12): Record<string, unknown> {
  const parts = Object.entries(value).map(([key, part]) => {
    const isLine = key === 'calibrationIntercept' || key === 'calibrationSlope';
    return [key, near(part, isLine ? 1e-6 : gap)] as const;
  });
  return Object.fromEntries(parts);
}

test('patients in another order: the whole result is the same', () => {
  for (const [seed, table] of tables.entries()) {
    const order = shuffledIndices(table.patients.length, seededRandom(100 + seed));
    const moved = rowsOf(table, order);
    for (const chosen of [settings, paper, { ...settings, prevalence: 0.2 }]) {
      const { models, comparisons, subgroups, ...rest } = evaluateScores(moved, chosen);
      const expected = evaluateScores(table, chosen);
      expect({ models, comparisons, subgroups, ...rest }).toEqual(nearParts(expected));
      // What is counted has no rounding at all.
      expect(callsOf(models)).toEqual(callsOf(expected.models));
    }
  }
});

function callsOf(models: readonly ModelPerformance[]) {
  return models.flatMap(({ sets }) =>
    sets.map((one) => [one.confusion, one.roc, one.accuracy, one.ppv, one.npv, one.netBenefit]),
  );
}

test('each model bent in its own way: ranking, tests and the best calls stay', () => {
  for (const table of tables) {
    const bends = [Math.sqrt, (p: number) => p ** 5, (p: number) => Math.expm1(p) / 2] as const;
    const bent = rescored(table, (score, model) => bends[model](score));
    const ranked = ({ models, comparisons, subgroups }: EvaluationResult) => ({
      ...{ comparisons, subgroups, aucs: models.map(({ sets }) => sets.map(({ auc }) => auc)) },
      ...{ rocs: models.map(({ sets }) => sets.map(({ roc }) => roc)) },
      ...{ calls: models.map(({ sets }) => sets.map(({ confusion }) => confusion)) },
    });
    expect(ranked(evaluateScores(bent, paper)).calls).toEqual(
      ranked(evaluateScores(table, paper)).calls,
    );
    const { calls: _, ...after } = ranked(evaluateScores(bent, settings));
    const { calls, ...before } = ranked(evaluateScores(table, settings));
    expect(after).toEqual(before);
    // A locked threshold lies halfway between scores, which only a straight line keeps.
    const straight = rescored(table, (score) => score / 2 + 1 / 4);
    expect(ranked(evaluateScores(straight, settings)).calls).toEqual(calls);
  }
});

test('classes swapped: each measure is that of the other class, and no test changes', () => {
  for (const table of tables) {
    const turned: ScoreTable = {
      ...rescored(table, (score) => 1 - score),
      patients: table.patients.map((one) => ({ ...one, label: one.label === 1 ? 0 : 1 })),
    };
    const other: EvaluationSettings = {
      ...settings,
      threshold: { mode: 'fixed', value: 1 - between },
    };
    const [plain, mirrored] = [evaluateScores(table, fixed), evaluateScores(turned, other)];
    expect(mirrored.comparisons).toEqual(near(plain.comparisons));
    expect(mirrored.models.map(({ aauc }) => aauc)).toEqual(
      near(plain.models.map(({ aauc }) => aauc)),
    );
    for (const [m, { sets }] of plain.models.entries()) {
      for (const [s, own] of sets.entries()) {
        const seen = mirrored.models[m].sets[s];
        expect(seen).toMatchObject(
          nearParts({
            ...{ auc: own.auc, accuracy: own.accuracy, brier: own.brier },
            ...{ sensitivity: own.specificity, specificity: own.sensitivity },
            ...{ calibrationSlope: own.calibrationSlope, n: own.n },
          }),
        );
        expect([seen.ppv.value, seen.npv.value]).toEqual([own.npv.value, own.ppv.value]);
        const intercept = own.calibrationIntercept.value ?? NaN;
        expect(seen.calibrationIntercept.value).toBeCloseTo(-intercept, 9);
      }
    }
  }
});

test('everybody twice: what is estimated stays, and is surer', () => {
  for (const table of tables) {
    const rows = [...table.patients.keys()];
    const doubled = evaluateScores(rowsOf(table, [...rows, ...rows]), settings);
    const once = evaluateScores(table, settings);
    expect(doubled.sets).toEqual(
      once.sets.map(({ set, n, positives }) => ({ set, n: 2 * n, positives: 2 * positives })),
    );
    for (const [m, { sets, aauc }] of once.models.entries()) {
      const { pooled, plainMean, weightedMean } = aauc;
      const after = doubled.models[m];
      expect(after.aauc).toMatchObject(nearParts({ pooled, plainMean, weightedMean }));
      expect(after.aauc.sd).toBeLessThan((aauc.sd ?? NaN) / Math.SQRT2);
      for (const [s, own] of sets.entries()) {
        const more = after.sets[s];
        const { threshold, roc, brier, netBenefit } = own;
        expect(more).toMatchObject(nearParts({ threshold, roc, brier, netBenefit, n: 2 * own.n }));
        for (const name of [
          ...(['auc', 'accuracy', 'sensitivity', 'specificity', 'ppv', 'npv'] as const),
          ...(['calibrationIntercept', 'calibrationSlope'] as const),
        ]) {
          expect(more[name].value).toEqual(near(own[name].value, 1e-9));
          // At most by the root of the patients' number, and a little less at the ends.
          expect(widthOf(more[name])).toBeLessThan(widthOf(own[name]));
        }
      }
    }
    for (const [k, { difference, z, p }] of once.comparisons.entries()) {
      const more = doubled.comparisons[k];
      expect(more.difference.value).toEqual(near(difference.value));
      expect(Math.abs(more.z ?? NaN)).toBeGreaterThan(Math.SQRT2 * Math.abs(z ?? NaN));
      expect(more.p).toBeLessThan(p ?? NaN);
    }
  }
});

function widthOf({ interval }: Estimate): number {
  return interval ? interval[1] - interval[0] : NaN;
}
