import { describe, expect, test } from 'vitest';
import { expectAsInR, fromR } from '../testing/r-reference.ts';
import { rocStudies } from '../testing/roc-reference.ts';
import { aucInterval, pairedDelong, unpairedDelong } from './auc-tests.ts';
import { hanleyMcNeilVariance } from './auc-variance.ts';
import { confusionAt } from './confusion.ts';
import { delong } from './delong.ts';
import { rocCurve } from './roc.ts';
import { closestTopLeftThresholds, youdenThreshold, youdenThresholds } from './thresholds.ts';

// Reference: pROC 1.18.0 on R 4.2.2.

const P = 1e-7;

function isClose(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= 1e-9 * Math.min(Math.abs(b), Number.MAX_VALUE);
}

const withCurves = rocStudies.filter(({ curves }) => curves.size > 0);

test.skipIf(rocStudies.length === 0)('where pROC has no curve the product has none', () => {
  for (const { labels, models, curves } of rocStudies) {
    if (curves.size > 0) continue;
    for (const scores of models.values()) {
      expect(delong(labels, [scores])).toBeNull();
      expect(rocCurve(labels, scores)).toBeNull();
      expect(youdenThreshold(labels, scores)).toBeNull();
    }
  }
});

describe.each(withCurves)('$name', ({ labels, models, curves, tests }) => {
  test.each([...curves])('AUC, variance and interval of %s', (name, curve) => {
    const result = delong(labels, [models.get(name) ?? []]);
    if (!result) throw new Error('no result');
    expect([result.positives, result.negatives]).toEqual([curve.n_pos, curve.n_neg]);
    const [auc] = result.auc;
    const variance = result.covariance?.[0][0] ?? null;
    expectAsInR({ what: 'AUC', actual: auc, expected: curve.auc });
    expectAsInR({ what: 'U', actual: auc * curve.n_pos * curve.n_neg, expected: curve.wilcox_U });
    expectAsInR({ what: 'variance', actual: variance, expected: curve.delong_var });
    const error = variance === null ? null : Math.sqrt(variance);
    expectAsInR({ what: 'standard error', actual: error, expected: curve.delong_se });
    for (const [i, bound] of curve.ci95_delong.entries()) {
      const actual = variance === null ? null : aucInterval(auc, variance)[i];
      expectAsInR({ what: `bound ${i}`, actual, expected: bound });
    }
    const hanley = Math.sqrt(hanleyMcNeilVariance(auc, result.positives, result.negatives));
    expectAsInR({ what: 'Hanley-McNeil', actual: hanley, expected: curve.hanley_mcneil_se });
  });

  test.each([...curves])('points of %s', (name, curve) => {
    const roc = rocCurve(labels, models.get(name) ?? []);
    if (!roc) throw new Error('no curve');
    // pROC goes from the lowest threshold to the highest.
    const columns = [
      ['threshold', roc.thresholds, curve.thresholds],
      ['sensitivity', roc.truePositiveRate, curve.sensitivities],
      ['specificity', roc.falsePositiveRate.map((rate) => 1 - rate), curve.specificities],
    ] as const;
    for (const [what, actual, expected] of columns) {
      expect(actual).toHaveLength(expected.length);
      for (const [i, value] of actual.toReversed().entries()) {
        expectAsInR({ what: `${what} ${i}`, actual: value, expected: expected[i] });
      }
    }
  });

  test.each([...curves])('thresholds of %s', (name, curve) => {
    const scores = models.get(name) ?? [];
    const found = [
      ['Youden', youdenThresholds(labels, scores), curve.youden_best],
      ['top left', closestTopLeftThresholds(labels, scores), curve.closest_topleft],
    ] as const;
    // Of equally good ones R lists those that its rounding leaves equal.
    for (const [what, actual, expected] of found) {
      for (const best of expected) {
        const own = actual.find(({ threshold }) => isClose(threshold, fromR(best.threshold)));
        for (const key of ['sensitivity', 'specificity'] as const) {
          expectAsInR({ what: `${what} ${key}`, actual: own?.[key] ?? null, expected: best[key] });
        }
      }
    }
    for (const {
      threshold,
      tp,
      tn,
      fp,
      fn,
      sensitivity,
      specificity,
      youden,
    } of curve.youden_best) {
      expect(confusionAt(labels, scores, fromR(threshold))).toEqual({ tp, tn, fp, fn });
      expect(sensitivity + specificity).toBeCloseTo(youden, 12);
    }
    const [{ youden }] = curve.youden_best;
    const lowest = youdenThresholds(labels, scores).at(-1);
    expect((lowest?.sensitivity ?? NaN) + (lowest?.specificity ?? NaN)).toBeCloseTo(youden, 12);
    expect(youdenThreshold(labels, scores)).toEqual(youden > 1 ? lowest : null);
  });

  test.each(tests)('$a against $b', (compared) => {
    const scores = [models.get(compared.a) ?? [], models.get(compared.b) ?? []];
    const both = delong(labels, scores);
    if (!both) throw new Error('no result');
    expectAsInR({ what: 'AUC a', actual: both.auc[0], expected: compared.auc_a });
    expectAsInR({ what: 'AUC b', actual: both.auc[1], expected: compared.auc_b });
    const covariance = both.covariance?.[0][1] ?? null;
    expectAsInR({ what: 'covariance', actual: covariance, expected: compared.cov });
    const paired = pairedDelong(both, 0, 1);
    const of = (model: number) => ({ comparison: both, model });
    const unpaired = unpairedDelong(of(0), of(1));
    if (both.covariance?.[0][0] === 0 && both.covariance[1][1] === 0) {
      // pROC gives p = 1 or an infinite statistic here, and warns that it misleads; the product has
      // neither then.
      const { difference } = paired;
      const nothing = { difference, interval: null, p: null };
      expect(paired).toEqual({ ...nothing, z: null });
      expect(unpaired).toEqual({ ...nothing, t: null, df: null });
      return;
    }
    const { statistic, df, p_value } = compared.unpaired_delong;
    expectAsInR({ what: 't', actual: unpaired.t, expected: statistic });
    expectAsInR({ what: 'df', actual: unpaired.df, expected: df });
    expectAsInR({ what: 'unpaired p', actual: unpaired.p, expected: p_value, relative: P });
    expectAsInR({ what: 'z', actual: paired.z, expected: compared.paired_delong.statistic });
    expectAsInR({
      what: 'p',
      actual: paired.p,
      expected: compared.paired_delong.p_value,
      relative: P,
    });
    for (const [i, bound] of compared.paired_delong.ci_diff.entries()) {
      const actual = paired.interval?.[i] ?? null;
      expectAsInR({ what: `bound ${i} of the difference`, actual, expected: bound });
    }
  });
});
