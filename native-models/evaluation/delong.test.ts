import { expect, test } from 'vitest';
import { seededRandom, shuffledIndices, type Random } from '../numeric/random.ts';
import { aucInterval, pairedDelong, unpairedDelong } from './auc-tests.ts';
import { delong, type Delong } from './delong.ts';

// Reference: pROC 1.18.0 on R 4.2.2, roc.test(roc(y, a), roc(y, b)).
const y = [1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
const a = [5, 5, 4, 4, 3, 3, 2, 3, 1, 2, 3, 1, 1, 2, 4, 3, 2, 1, 3, 2];
const b = [4, 5, 5, 3, 3, 2, 2, 4, 1, 1, 3, 2, 1, 2, 5, 2, 2, 1, 2, 3];

function compare(labels: ArrayLike<number>, scores: readonly ArrayLike<number>[]): Delong {
  const result = delong(labels, scores);
  if (!result) throw new Error('no result');
  return result;
}

test('two models with ties are those of pROC', () => {
  const both = compare(y, [a, b]);
  expect(both.auc[0]).toBeCloseTo(0.848958333333333, 14);
  expect(both.auc[1]).toBe(0.8125);
  expect(both.covariance?.[0][0]).toBeCloseTo(0.00681550437409812, 16);
  expect(both.covariance?.[0][1]).toBeCloseTo(0.00618066829004329, 16);
  const { z, p, interval } = pairedDelong(both, 0, 1);
  expect(z).toBeCloseTo(0.610775950101237, 12);
  expect(p).toBeCloseTo(0.5413479171177, 12);
  expect(interval?.[0]).toBeCloseTo(-0.0805355009161085, 13);
  const first = { comparison: both, model: 0 };
  const unpaired = unpairedDelong(first, { comparison: both, model: 1 });
  expect(unpaired.df).toBeCloseTo(37.2278274348121, 10);
  expect(unpaired.p).toBeCloseTo(0.774251981926421, 12);
  // R's qt at those degrees of freedom, for pROC has no interval of unpaired curves.
  expect(unpaired.interval?.[0]).toBeCloseTo(-0.219178379668883, 12);
  expect(unpaired.interval?.[1]).toBeCloseTo(0.292095046335549, 12);
});

test('a difference that comes without variance has no test', () => {
  // Every case of the second model has one case of the other class more on the wrong side; pROC has
  // an infinite z, p = 0 and an interval from 0.5 to 0.5 here.
  const both = compare(
    [1, 1, 0, 0],
    [
      [2, 4, 1, 3],
      [1, 3, 2, 4],
    ],
  );
  expect(both.covariance?.flat().every((value) => value > 0)).toBe(true);
  expect(pairedDelong(both, 0, 1)).toEqual({ difference: 0.5, interval: null, z: null, p: null });
});

test('an interval ends at 1', () => {
  expect(aucInterval(0.848958333333333, 0.00681550437409812)).toEqual([
    expect.closeTo(0.687151413223721, 13),
    1,
  ]);
});

interface Cases {
  readonly labels: readonly number[];
  readonly models: readonly (readonly number[])[];
}

/** Cases of both classes, three models; coarse scores give many ties within and between classes. */
function randomCases(random: Random): Cases {
  const n = 6 + random.integer(60);
  const labels = Array.from({ length: n }, (_, i) => (i < 2 ? 1 : i < 4 ? 0 : random.integer(2)));
  const grain = 2 + random.integer(12);
  const model = () =>
    labels.map((label) => Math.round((label * random.next() + random.normal()) * grain) / 8);
  return { labels, models: [model(), model(), model()] };
}

function forRandomCases(check: (cases: Cases, random: Random) => void): void {
  for (let seed = 0; seed < 200; seed += 1) {
    const random = seededRandom(seed);
    check(randomCases(random), random);
  }
}

/** DeLong's estimator written as its definition: every pair of a positive and a negative case. */
function byAllPairs({ labels, models }: Cases) {
  const positives = labels.flatMap((label, i) => (label === 1 ? [i] : []));
  const negatives = labels.flatMap((label, i) => (label === 0 ? [i] : []));
  const win = (s: readonly number[], p: number, n: number) =>
    s[p] > s[n] ? 1 : s[p] === s[n] ? 0.5 : 0;
  const mean = (values: readonly number[]) => values.reduce((x, v) => x + v, 0) / values.length;
  const structure = models.map((s) => ({
    ten: positives.map((p) => mean(negatives.map((n) => win(s, p, n)))),
    one: negatives.map((n) => mean(positives.map((p) => win(s, p, n)))),
  }));
  const auc = structure.map(({ ten }) => mean(ten));
  const covariance = (x: readonly number[], v: readonly number[]) =>
    x.reduce((sum, value, i) => sum + (value - mean(x)) * (v[i] - mean(v)), 0) / (x.length - 1);
  return {
    auc,
    covariance: structure.map((r) =>
      structure.map(
        (s) =>
          covariance(r.ten, s.ten) / positives.length + covariance(r.one, s.one) / negatives.length,
      ),
    ),
  };
}

function expectSame(actual: Delong, expected: Pick<Delong, 'auc' | 'covariance'>): void {
  for (const [i, auc] of expected.auc.entries()) {
    expect(actual.auc[i]).toBeCloseTo(auc, 13);
    for (const [j, value] of (expected.covariance?.[i] ?? []).entries()) {
      expect(actual.covariance?.[i][j]).toBeCloseTo(value, 13);
    }
  }
}

test('equals the definition over all pairs', () => {
  forRandomCases((cases) => {
    expectSame(compare(cases.labels, cases.models), byAllPairs(cases));
  });
});

test('exchanged labels turn every AUC round and keep the covariance', () => {
  forRandomCases(({ labels, models }) => {
    const straight = compare(labels, models);
    const swapped = compare(
      labels.map((label) => 1 - label),
      models,
    );
    expectSame(swapped, { ...straight, auc: straight.auc.map((auc) => 1 - auc) });
  });
});

test('a strictly monotone transform changes no digit', () => {
  forRandomCases(({ labels, models }) => {
    const bent = models.map((scores) => scores.map((score) => Math.exp(score) + score ** 3));
    expect(compare(labels, bent)).toEqual(compare(labels, models));
  });
});

test('the order of the cases does not matter', () => {
  forRandomCases(({ labels, models }, random) => {
    const order = shuffledIndices(labels.length, random);
    const moved = compare(
      order.map((i) => labels[i]),
      models.map((scores) => order.map((i) => scores[i])),
    );
    expectSame(moved, compare(labels, models));
  });
});

test('every case twice keeps the AUC and shrinks the variance of each class as its size says', () => {
  forRandomCases((cases) => {
    const twice = compare(
      [...cases.labels, ...cases.labels],
      cases.models.map((scores) => [...scores, ...scores]),
    );
    expect(twice.auc).toEqual(compare(cases.labels, cases.models).auc);
    // Sums of squares double; (2m - 1) 2m takes the place of (m - 1) m in each class.
    expectSame(
      twice,
      byAllPairs({
        labels: [...cases.labels, ...cases.labels],
        models: cases.models.map((scores) => [...scores, ...scores]),
      }),
    );
  });
});

test('two models that rank alike do not differ, whatever their scale', () => {
  forRandomCases(({ labels, models: [scores] }) => {
    const { difference, z, p } = pairedDelong(
      compare(labels, [scores, scores.map((score) => 3 * score + 1)]),
      0,
      1,
    );
    const flat = compare(labels, [scores]).covariance?.[0][0] === 0;
    expect([difference, z, p]).toEqual(flat ? [0, null, null] : [0, 0, 1]);
  });
});

test('one class has no AUC, one case of a class no variance', () => {
  expect(delong([1, 1], [[0.2, 0.4]])).toBeNull();
  expect(delong([], [[]])).toBeNull();
  const single = compare([1, 0, 0, 0], [[0.6, 0.7, 0.2, 0.1]]);
  expect(single).toEqual({ auc: [2 / 3], covariance: null, positives: 1, negatives: 3 });
  expect(pairedDelong(single, 0, 0)).toEqual({ difference: 0, interval: null, z: null, p: null });
});

test('perfect and constant models have no variance, and no test between them', () => {
  const both = compare(
    [1, 1, 0, 0],
    [
      [0.9, 0.8, 0.2, 0.1],
      [0.5, 0.5, 0.5, 0.5],
    ],
  );
  expect(both.auc).toEqual([1, 0.5]);
  expect(both.covariance).toEqual([
    [0, 0],
    [0, 0],
  ]);
  expect(pairedDelong(both, 0, 1)).toEqual({ difference: 0.5, interval: null, z: null, p: null });
  expect(aucInterval(1, 0)).toEqual([1, 1]);
});

test('a score that is no number is named by its index, before any class is counted', () => {
  expect(() => delong([1, 0, 0], [[0.1, 0.2, NaN]])).toThrow('index 2');
  expect(() => delong([1, 1, 1], [[0.1, NaN, 0.3]])).toThrow(RangeError);
  expect(() => delong([1, 0, 2], [[0.1, 0.2, 0.3]])).toThrow('index 2');
  expect(() => delong([1, 0], [[0.1]])).toThrow('1 scores for 2 labels');
});

test('infinite scores rank at the ends', () => {
  expect(compare([1, 1, 0, 0], [[Infinity, 1, 0, -Infinity]]).auc).toEqual([1]);
});
