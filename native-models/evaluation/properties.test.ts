import { describe, expect, test } from 'vitest';
import { seededRandom, shuffledIndices } from '../numeric/random.ts';
import { pairedDelong } from './auc-tests.ts';
import { calibrationOf } from './calibration.ts';
import { confusionAt, performanceOf } from './confusion.ts';
import { delong } from './delong.ts';
import { hosmerLemeshow } from './hosmer-lemeshow.ts';
import { netBenefit } from './net-benefit.ts';
import { clopperPearson, wilson } from './proportion-interval.ts';
import { rocCurve } from './roc.ts';
import { youdenThreshold, youdenThresholds } from './thresholds.ts';

/** Patients with the probabilities of two models. */
interface Cases {
  readonly labels: readonly number[];
  readonly models: readonly (readonly number[])[];
}

/** Both classes occur twice or more; probabilities are 64ths, so that many are tied and 1 - p is exact. */
function randomCases(seed: number): Cases {
  const random = seededRandom(seed);
  const n = 8 + random.integer(80);
  const labels = Array.from({ length: n }, (_, i) => (i < 4 ? i % 2 : random.integer(2)));
  const model = (strength: number) =>
    labels.map((label) => {
      const logit = strength * (label - 0.5) + random.normal();
      return Math.min(63, Math.max(1, Math.round(64 / (1 + Math.exp(-logit))))) / 64;
    });
  return { labels, models: [model(1.5), model(0.5)] };
}

const all = Array.from({ length: 60 }, (_, seed) => randomCases(seed));

const pick = (cases: Cases, rows: readonly number[]): Cases => ({
  labels: rows.map((i) => cases.labels[i]),
  models: cases.models.map((scores) => rows.map((i) => scores[i])),
});
const shuffled = (cases: Cases, seed: number): Cases =>
  pick(cases, shuffledIndices(cases.labels.length, seededRandom(1000 + seed)));

/** Every case of a class so many times. */
const repeated = (cases: Cases, times: { readonly negative: number; readonly positive: number }) =>
  pick(
    cases,
    cases.labels.flatMap((label, i) =>
      Array.from({ length: label === 1 ? times.positive : times.negative }, () => i),
    ),
  );
const everybody = (cases: Cases, n: number): Cases => repeated(cases, { negative: n, positive: n });

const swapped = (cases: Cases): Cases => ({
  labels: cases.labels.map((label) => 1 - label),
  models: cases.models.map((scores) => scores.map((p) => 1 - p)),
});

/** Strictly rising, far from straight, another one for each model. */
const bent = ({ labels, models: [a, b] }: Cases): Cases => ({
  labels,
  models: [a.map((p) => Math.log(p) * 3 - 7), b.map((p) => p ** 5 + Math.exp(p))],
});

const required = <T>(value: T | null | undefined): T => {
  if (value === null || value === undefined) throw new Error('no value');
  return value;
};
const paired = ({ labels, models }: Cases) => pairedDelong(required(delong(labels, models)), 0, 1);

/**
 * Numbers, in whatever they are held, within 1e-12 of each other, or of their size. Standard errors of
 * a fitted line are, as in R, of the weights before its last step, and rounding decides which is the
 * last: they have 1e-6.
 */
function near(value: unknown, gap = 1e-12): unknown {
  if (typeof value === 'number') {
    const most = gap * Math.max(1, Math.abs(value));
    const isNear = (other: number) => other === value || Math.abs(other - value) <= most;
    return expect.toSatisfy(isNear, String(value));
  }
  if (Array.isArray(value)) return value.map((part) => near(part, gap));
  if (typeof value !== 'object' || value === null) return value;
  return nearParts(value, gap);
}

function nearParts(value: object, gap = 1e-12): Record<string, unknown> {
  const parts = Object.entries(value);
  return Object.fromEntries(
    parts.map(([key, part]) => [key, near(part, key === 'error' ? 1e-6 : gap)]),
  );
}

describe('the paired test of DeLong', () => {
  test('classes swapped and models exchanged: the same p, the difference the other way round', () => {
    for (const cases of all) {
      const straight = paired(cases);
      const { difference, z, p, interval } = straight;
      const turned = nearParts({
        ...{ difference: -difference, z: z && -z, p },
        interval: interval && [-interval[1], -interval[0]],
      });
      expect(paired(swapped(cases))).toEqual(nearParts(straight));
      const [a, b] = cases.models;
      expect(paired({ ...cases, models: [b, a] })).toEqual(turned);
      const labels = cases.labels.map((label) => 1 - label);
      expect(paired({ ...cases, labels })).toEqual(turned);
    }
  });

  test('each model bent in its own way, and patients in another order', () => {
    for (const [seed, cases] of all.entries()) {
      expect(paired(bent(cases))).toEqual(paired(cases));
      expect(paired(shuffled(cases, seed))).toEqual(near(paired(cases)));
    }
  });

  // The sum of squares of m placements grows a-fold with a copies and is divided by (am - 1) am in
  // place of (m - 1) m; placements are shares of the other class, which copies do not change. So the
  // variance is A / (am - 1) + B / (bn - 1), with A and B the classes' mean squares.
  test('copies divide the variance by degrees of freedom, class by class', () => {
    for (const cases of all) {
      const variance = (positive: number, negative: number) => {
        const { labels, models } = repeated(cases, { positive, negative });
        return required(delong(labels, models)?.covariance)[0][0];
      };
      const m = cases.labels.filter((label) => label === 1).length;
      const n = cases.labels.length - m;
      const share = (size: number, times: number) => 1 / (times * size - 1);
      const a = (variance(1, 1) - variance(2, 1)) / (share(m, 1) - share(m, 2));
      const b = (variance(1, 1) - variance(1, 2)) / (share(n, 1) - share(n, 2));
      expect(a * share(m, 1) + b * share(n, 1)).toBeCloseTo(variance(1, 1), 12);
      expect(variance(5, 3)).toBeCloseTo(a * share(m, 5) + b * share(n, 3), 12);
      expect(variance(4, 4)).toBeLessThan(variance(1, 1) / 4 + 1e-15);
    }
  });

  test('copies of classes of one size move z by the root of those degrees, and no AUC', () => {
    for (const { labels, models } of all) {
      const size = Math.min(...[0, 1].map((c) => labels.filter((label) => label === c).length));
      const rows = [0, 1].flatMap((c) =>
        labels.flatMap((label, i) => (label === c ? [i] : [])).slice(0, size),
      );
      const equal = pick({ labels, models }, rows);
      const [once, thrice] = [paired(equal), paired(everybody(equal, 3))];
      expect(thrice.difference).toBeCloseTo(once.difference, 14);
      const growth = Math.sqrt((3 * size - 1) / (size - 1));
      expect(thrice.z).toEqual(near(once.z && once.z * growth, 1e-9));
      expect(thrice.p ?? 1).toBeLessThanOrEqual(once.p ?? 1);
    }
  });
});

describe('curves, thresholds and calls', () => {
  test('the AUC is the area under the curve', () => {
    for (const { labels, models } of all) {
      const { auc } = required(delong(labels, models));
      for (const [k, scores] of models.entries()) {
        const { falsePositiveRate: x, truePositiveRate: y } = required(rocCurve(labels, scores));
        const area = x
          .slice(1)
          .reduce((sum, to, i) => sum + ((to - x[i]) * (y[i + 1] + y[i])) / 2, 0);
        expect(area).toBeCloseTo(auc[k], 12);
      }
    }
  });

  test('bent scores have the same curve, and Youden’s threshold calls the same patients', () => {
    for (const cases of all) {
      const { labels, models } = cases;
      const after = bent(cases).models;
      for (const [k, scores] of models.entries()) {
        const { thresholds: _, ...curve } = required(rocCurve(labels, scores));
        expect(rocCurve(labels, after[k])).toMatchObject(curve);
        const [before, then] = [scores, after[k]].map((s) => {
          const best = youdenThreshold(labels, s);
          return best && s.map((score) => score >= best.threshold);
        });
        expect(then).toEqual(before);
      }
    }
  });

  test('order, copies and another prevalence change neither curve nor threshold', () => {
    for (const [seed, cases] of all.entries()) {
      const [same, more] = [shuffled(cases, seed), everybody(cases, 3)];
      const rare = repeated(cases, { positive: 1, negative: 4 });
      for (const [k, scores] of cases.models.entries()) {
        const { labels } = cases;
        const curve = rocCurve(labels, scores);
        const best = youdenThresholds(labels, scores);
        const { tp, fn, tn, fp } = confusionAt(labels, scores, 0.5);
        const counts = { tp: 3 * tp, fn: 3 * fn, tn: 3 * tn, fp: 3 * fp };
        for (const other of [same, more, rare]) {
          expect(rocCurve(other.labels, other.models[k])).toEqual(curve);
          expect(youdenThresholds(other.labels, other.models[k])).toEqual(best);
        }
        expect(confusionAt(same.labels, same.models[k], 0.5)).toEqual({ tp, fn, tn, fp });
        expect(confusionAt(more.labels, more.models[k], 0.5)).toEqual(counts);
        expect(performanceOf(counts)).toEqual(near(performanceOf({ tp, fn, tn, fp })));
      }
    }
  });

  test('classes swapped: each measure becomes that of the other class', () => {
    for (const cases of all) {
      const other = swapped(cases);
      for (const [k, scores] of cases.models.entries()) {
        // Between two 64ths, where nobody is.
        const threshold = 0.5 + 1 / 128;
        const confusion = confusionAt(cases.labels, scores, threshold);
        const turned = confusionAt(other.labels, other.models[k], 1 - threshold);
        const { tp, fn, tn, fp } = confusion;
        expect(turned).toEqual({ tp: tn, fn: fp, tn: tp, fp: fn });
        const [plain, mirrored] = [performanceOf(confusion), performanceOf(turned)];
        const { accuracy, balancedAccuracy, mcc } = plain;
        expect(mirrored).toMatchObject(nearParts({ accuracy, balancedAccuracy, mcc }));
        expect([mirrored.sensitivity, mirrored.specificity]).toEqual([
          plain.specificity,
          plain.sensitivity,
        ]);
        expect([mirrored.ppv, mirrored.npv]).toEqual([plain.npv, plain.ppv]);
        const { positiveLikelihoodRatio: ratio } = plain;
        expect(mirrored.negativeLikelihoodRatio).toEqual(
          ratio === 0 ? null : ratio === null ? 0 : near(1 / ratio),
        );
        // Where a threshold was best it is, seen from the other end.
        const facts = youdenThresholds(cases.labels, scores).map((best) => ({
          threshold: 1 - best.threshold,
          sensitivity: best.specificity,
          specificity: best.sensitivity,
        }));
        expect(youdenThresholds(other.labels, other.models[k])).toEqual(near(facts.toReversed()));
      }
    }
  });
});

test.each([
  { name: 'Wilson', interval: wilson },
  { name: 'Clopper-Pearson', interval: clopperPearson },
])('$name: more patients with the same share narrow it, the complement mirrors it', (method) => {
  for (let n = 1; n <= 40; n += 3) {
    for (let x = 0; x <= n; x += 1) {
      const [lower, upper] = required(method.interval(x, n));
      const [low, high] = required(method.interval(2 * x, 2 * n));
      expect(high - low).toBeLessThan(upper - lower);
      expect(low).toBeGreaterThanOrEqual(lower);
      expect(high).toBeLessThanOrEqual(upper);
      expect(method.interval(n - x, n)).toEqual(near([1 - upper, 1 - lower]));
    }
  }
});

describe('calibration', () => {
  test('the order of patients does not matter', () => {
    for (const [seed, cases] of all.entries()) {
      const moved = shuffled(cases, seed);
      for (const [k, p] of cases.models.entries()) {
        expect(calibrationOf(moved.labels, moved.models[k])).toEqual(
          near(calibrationOf(cases.labels, p)),
        );
        expect(hosmerLemeshow(moved.labels, moved.models[k])).toEqual(
          near(hosmerLemeshow(cases.labels, p)),
        );
      }
    }
  });

  test('copies keep what is estimated, shrink errors by their root and multiply statistics', () => {
    for (const cases of all) {
      const more = everybody(cases, 4);
      for (const [k, p] of cases.models.entries()) {
        const once = required(calibrationOf(cases.labels, p));
        const { bins: _, ...four } = required(calibrationOf(more.labels, more.models[k]));
        const { brier, brierNull, brierScaled, logLoss, observedToExpected } = once;
        const estimate = (of: typeof once.slope) => of && { value: of.value, error: of.error / 2 };
        expect(four).toMatchObject(
          nearParts({
            ...{ brier, brierNull, brierScaled, logLoss, observedToExpected },
            intercept: estimate(once.intercept),
            slope: estimate(once.slope),
            slopeIntercept: once.slopeIntercept,
          }),
        );
        expect(four.spiegelhalter?.z).toBeCloseTo(2 * (once.spiegelhalter?.z ?? NaN), 10);
        if (once.unreliability === null) expect(four.unreliability).toBeNull();
        else {
          expect(four.unreliability?.statistic).toBeCloseTo(4 * once.unreliability.statistic, 9);
          expect(four.unreliability?.r2).toBeCloseTo(once.unreliability.r2, 11);
        }
        const worth = (labels: readonly number[], of: readonly number[]) =>
          netBenefit(labels, of, [0.1, 0.3, 0.5]).map(({ model, all: every }) => [model, every]);
        expect(worth(more.labels, more.models[k])).toEqual(near(worth(cases.labels, p)));
      }
    }
  });

  test('classes swapped: scores and slope stay, intercept and Spiegelhalter’s z', () => {
    for (const cases of all) {
      const other = swapped(cases);
      for (const [k, p] of cases.models.entries()) {
        const once = required(calibrationOf(cases.labels, p));
        const turned = required(calibrationOf(other.labels, other.models[k]));
        const { brier, brierNull, brierScaled, logLoss, slope } = once;
        const { intercept, spiegelhalter, slopeIntercept } = once;
        expect(turned).toMatchObject(
          nearParts({
            ...{ brier, brierNull, brierScaled, logLoss, slope, spiegelhalter },
            intercept: intercept && { value: -intercept.value, error: intercept.error },
            slopeIntercept: slopeIntercept && -slopeIntercept,
          }),
        );
      }
    }
  });
});
