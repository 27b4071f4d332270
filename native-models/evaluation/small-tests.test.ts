import { expect, test } from 'vitest';
import { chiSquare, chiSquareOfEqualShares } from './chi-square.ts';
import { fisher } from './fisher.ts';
import { benjaminiHochberg, holm } from './holm.ts';
import { kruskalWallis } from './kruskal-wallis.ts';
import { mcnemar } from './mcnemar.ts';
import { clopperPearson, jeffreys, wald, wilson, wilsonCorrected } from './proportion-interval.ts';

// References: R 4.2.2 (chisq.test, fisher.test, kruskal.test, mcnemar.test, p.adjust, prop.test,
// binom.test).

const location = [
  [32, 113, 325],
  [17, 63, 122],
  [16, 50, 161],
  [25, 130, 271],
];

test('chi-square of the published locations', () => {
  const result = chiSquare(location);
  expect(result?.statistic).toBeCloseTo(11.0627794836729, 11);
  expect(result?.df).toBe(6);
  expect(result?.p).toBeCloseTo(0.0864554276035837, 13);
  expect(result?.smallestExpected).toBeCloseTo(13.7207547169811, 11);
});

test('Yates’ correction ends at the distance, is for 2 x 2 alone and leaves V as it is', () => {
  const corrected = (table: number[][]) => chiSquare(table, { yates: true });
  // |observed - expected| is 0.245 everywhere.
  expect(
    corrected([
      [13, 12],
      [12, 12],
    ]),
  ).toMatchObject({ statistic: 0, p: 1 });
  const small = corrected([
    [8, 2],
    [1, 5],
  ]);
  expect(small?.statistic).toBeCloseTo(3.80952380952381, 12);
  expect(small?.cramersV).toBeCloseTo(0.618070046200738, 12);
  const wide = corrected([
    [3, 5, 9],
    [8, 4, 2],
  ]);
  expect(wide?.statistic).toBeCloseTo(6.60996519820049, 12);
});

test('an expected count of 5 is not below 5', () => {
  const even = chiSquare([
    [4, 6],
    [6, 4],
  ]);
  expect(even).toMatchObject({ smallestExpected: 5, expectedBelowFive: 0 });
});

test('rows and columns without cases do not count', () => {
  const padded = [...location, [0, 0, 0]].map((row) => [...row, 0]);
  const [plain, result] = [chiSquare(location), chiSquare(padded)];
  expect([result?.statistic, result?.df, result?.p]).toEqual([
    plain?.statistic,
    plain?.df,
    plain?.p,
  ]);
  expect(result?.smallestExpected).toBe(plain?.smallestExpected);
  expect(
    fisher([
      [3, 1, 0],
      [1, 3, 0],
    ]),
  ).toEqual(
    fisher([
      [3, 1],
      [1, 3],
    ]),
  );
});

test('fewer than two occupied lines have no test', () => {
  expect(chiSquare([[3, 4]])).toBeNull();
  expect(
    chiSquare([
      [3, 0],
      [4, 0],
    ]),
  ).toBeNull();
  expect(chiSquare([])).toBeNull();
  expect(chiSquareOfEqualShares([5])).toBeNull();
  expect(
    fisher([
      [0, 0],
      [1, 2],
    ]),
  ).toEqual({ p: null, reason: 'one-line' });
});

test('what is no table of counts is refused', () => {
  expect(() => chiSquare([[1, 2], [3]])).toThrow('row 1');
  expect(() =>
    chiSquare([
      [1, 2],
      [3, -1],
    ]),
  ).toThrow('-1 is not a count');
  expect(() =>
    fisher([
      [1.5, 2],
      [3, 1],
    ]),
  ).toThrow(RangeError);
});

test.each([
  {
    table: [
      [3, 1],
      [1, 3],
    ],
    p: 0.485714285714286,
  },
  {
    table: [
      [8, 2],
      [1, 5],
    ],
    p: 0.034965034965035,
  },
  {
    table: [
      [4, 1, 0],
      [2, 3, 5],
      [0, 2, 6],
    ],
    p: 0.021570030454133,
  },
  {
    table: [
      [209, 261],
      [89, 113],
      [111, 116],
      [192, 234],
    ],
    p: 0.694235249693688,
  },
  {
    table: [
      [209, 89, 111, 192],
      [261, 113, 116, 234],
    ],
    p: 0.694235249693688,
  },
])('Fisher: $table', ({ table, p }) => {
  expect(fisher(table).p).toBeCloseTo(p, 9);
});

test.each([
  {
    table: [
      [40, 0],
      [0, 40],
      [20, 20],
    ],
    p: 8.56057499662613e-24,
  },
  {
    table: [
      [30, 2, 1],
      [3, 25, 2],
      [1, 2, 40],
    ],
    p: 4.2154309027212e-32,
  },
  {
    table: [
      [50, 1],
      [1, 50],
      [30, 30],
      [10, 40],
    ],
    p: 4.19645816985443e-29,
  },
])('Fisher far down the tail: $table', ({ table, p }) => {
  expect((fisher(table).p ?? NaN) / p).toBeCloseTo(1, 10);
});

test('a table too rich for enumeration says so', () => {
  const rich = Array.from({ length: 6 }, (_, i) =>
    Array.from({ length: 6 }, (_v, j) => 20 + ((i * j) % 7)),
  );
  expect(fisher(rich)).toEqual({ p: null, reason: 'too-many-tables' });
});

test('Kruskal-Wallis with ties', () => {
  const groups = [
    [55, 60, 60, 62, 71, 48, 60],
    [61, 61, 70, 66, 59, 60],
    [60, 58, 58, 72, 75, 61, 61, 49],
    [50, 52, 60, 60, 48],
  ];
  const result = kruskalWallis(groups);
  expect(result?.statistic).toBeCloseTo(5.19386385985965, 12);
  expect(result?.p).toBeCloseTo(0.158139575998471, 13);
  expect(kruskalWallis([...groups, []])).toEqual(result);
  expect(kruskalWallis(groups.map((group) => group.map((value) => -(value ** 3))))).toEqual({
    ...result,
    statistic: expect.closeTo(result?.statistic ?? 0, 12) as number,
    p: expect.closeTo(result?.p ?? 0, 12) as number,
  });
});

test('groups that cannot be told apart have no Kruskal-Wallis test', () => {
  expect(kruskalWallis([[5, 5], [5]])).toBeNull();
  expect(kruskalWallis([[1, 2, 3]])).toBeNull();
  expect(kruskalWallis([[1, 2], []])).toBeNull();
  expect(() => kruskalWallis([[1], [NaN]])).toThrow(RangeError);
});

test('McNemar', () => {
  const calls = { bothRight: 30, onlyFirst: 12, onlySecond: 5, bothWrong: 30 };
  const result = mcnemar(calls);
  expect(result.statistic).toBeCloseTo(2.88235294117647, 13);
  expect(result.p).toBeCloseTo(0.0895550744136431, 13);
  expect(result.corrected.p).toBeCloseTo(0.145610095396868, 13);
  expect(result.exact).toBeCloseTo(0.143463134765625, 13);
  expect(result.midP).toBeCloseTo(0.0962524414062501, 13);
  expect(mcnemar({ ...calls, onlyFirst: 5, onlySecond: 12 })).toEqual(result);
});

test('models that never differ have only the exact p', () => {
  expect(mcnemar({ bothRight: 30, onlyFirst: 0, onlySecond: 0, bothWrong: 30 })).toEqual({
    statistic: null,
    p: null,
    corrected: { statistic: null, p: null },
    exact: 1,
    midP: null,
  });
});

test('adjusted p-values leave out what has none', () => {
  const p = [0.009, null, 0.038, 0.022, 0.019, 0.044, null, 0.028, 0.0005];
  const adjusted = [0.054, null, 0.095, 0.095, 0.095, 0.095, null, 0.095, 0.0035];
  expect(holm(p)).toEqual(adjusted.map((value) => value && (expect.closeTo(value, 14) as number)));
  const rates = [0.0315, null, 0.044, 0.0385, 0.0385, 0.044, null, 0.0392, 0.0035];
  expect(benjaminiHochberg(p)).toEqual(
    rates.map((value) => value && (expect.closeTo(value, 14) as number)),
  );
  expect(holm([null, null])).toEqual([null, null]);
  expect(holm([0.6, 0.7])).toEqual([1, 1]);
  expect(() => holm([0.5, 1.2])).toThrow('p-value 1 is 1.2');
});

test.each([
  ['Wilson', wilson, [0.746887910813618, 0.892172254445884]],
  ['Wilson, corrected', wilsonCorrected, [0.741331154898481, 0.896133033849034]],
  ['Clopper-Pearson', clopperPearson, [0.744242147979102, 0.898781606243792]],
  ['Wald', wald, [0.758715556204123, 0.90465078042954]],
  ['Jeffreys', jeffreys, [0.749873617953982, 0.894811373510988]],
] as const)('%s interval of 84 of 101', (_name, method, [lower, upper]) => {
  expect(method(84, 101)).toEqual([expect.closeTo(lower, 13), expect.closeTo(upper, 13)]);
  expect(method(0, 0)).toBeNull();
  expect(() => method(5, 4)).toThrow('5 of 4');
  expect(() => method(0.5, 4)).toThrow(RangeError);
});

test.each([wilson, wilsonCorrected, clopperPearson, jeffreys])(
  'nobody and everybody: the interval ends exactly at 0 and 1 and mirrors',
  (method) => {
    const [none, all] = [method(0, 37), method(37, 37)];
    expect([none?.[0], all?.[1]]).toEqual([0, 1]);
    expect(none?.[1]).toBeCloseTo(1 - (all?.[0] ?? NaN), 14);
  },
);

test('a higher level is wider', () => {
  for (const method of [wilson, clopperPearson, wald, jeffreys]) {
    const [narrow, wide] = [method(7, 20, 0.9), method(7, 20, 0.99)];
    expect(wide?.[0]).toBeLessThan(narrow?.[0] ?? NaN);
    expect(wide?.[1]).toBeGreaterThan(narrow?.[1] ?? NaN);
  }
});
