import { describe, expect, test } from 'vitest';
import { betaQuantile } from './beta-distribution.ts';
import { binomialProbability, hypergeometricProbability } from './binomial-distribution.ts';
import { chiSquareUpper } from './chi-square-distribution.ts';
import { incompleteBeta } from './incomplete-beta.ts';
import { upperGamma } from './incomplete-gamma.ts';
import { normalQuantile, normalReach, normalTwoSided, normalUpper } from './normal-distribution.ts';
import { logGamma } from './stirling.ts';
import { studentReach, studentTwoSided } from './student-distribution.ts';

// References: R 4.2.2 to 15 digits (pnorm, qnorm, pchisq, pt, qt, pbeta, qbeta, dbinom, dhyper,
// lgamma), among them p-values far down the tail.

const RELATIVE = 1e-12;

function expectRelative(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(RELATIVE * Math.abs(expected));
}

describe('normal', () => {
  test.each([
    [0.1, 0.920344325445942],
    [1, 0.317310507862914],
    [1.5, 0.133614402537716],
    [3, 0.00269979606326019],
    [8, 1.24419211485436e-15],
    [20, 5.50724823721247e-89],
    [-37, 1.14511424450492e-299],
  ])('beyond ±%d', (z, p) => {
    expectRelative(normalTwoSided(z), p);
    expectRelative(normalUpper(Math.abs(z)), p / 2);
  });

  test.each([
    [1e-300, -37.0470962993612],
    [1e-20, -9.26234008979841],
    [0.001, -3.09023230616781],
    [0.2, -0.841621233572914],
    [0.4, -0.2533471031358],
    [0.7, 0.524400512708041],
    [0.975, 1.95996398454005],
    [0.9999, 3.71901648545571],
  ])('quantile %d', (p, z) => {
    expectRelative(normalQuantile(p), z);
  });

  test('ends', () => {
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
    expect(normalQuantile(0.5)).toBeCloseTo(0, 15);
    expect(normalUpper(-40)).toBe(1);
    expectRelative(normalReach(0.95), 1.95996398454005);
    expect(() => normalQuantile(1.1)).toThrow(RangeError);
    expect(() => normalReach(1)).toThrow(RangeError);
  });
});

test.each([
  [0.001, 1, 0.97477287936996],
  [2, 1, 0.157299207050284],
  [5.3, 3, 0.151102391098458],
  [1400, 3, 2.94561936101632e-303],
  [90, 100, 0.75319796559983],
  [150, 100, 0.000903932042354009],
  [1e5, 99000, 0.0125030869963028],
  [3, 0.4, 0.025386850994522],
])('chi-square above %d, %d degrees', (value, df, p) => {
  expectRelative(chiSquareUpper(value, df), p);
});

test('chi-square at its ends', () => {
  expect([chiSquareUpper(0, 2), chiSquareUpper(-1e-17, 2), chiSquareUpper(Infinity, 2)]).toEqual([
    1, 1, 0,
  ]);
  expect(() => chiSquareUpper(1, 0)).toThrow(RangeError);
  expect(() => upperGamma(1, NaN)).toThrow(RangeError);
});

test.each([
  [0.1, 3, 0.926652348800806],
  [2, 206.66, 0.0468094893061558],
  [-40, 10, 2.28085774308575e-12],
  [1e3, 37.2, 5.3156472480703e-84],
  [1e-4, 1e6, 0.999920211564],
])('t beyond ±%d, %d degrees', (t, df, p) => {
  expectRelative(studentTwoSided(t, df), p);
});

test.each([
  [0.95, 10, 2.22813885198627],
  [0.95, 206.7, 1.971507217635],
  [0.99, 1, 63.6567411628715],
  [0.5, 1e6, 0.674489995531087],
])('t of a level of %d, %d degrees', (level, df, t) => {
  expectRelative(studentReach(level, df), t);
});

test.each([
  [0.3, 2, 3, 0.3483],
  [0.001, 0.5, 0.5, 0.0201350416333775],
  [0.999, 50, 3, 0.999978696782834],
  [0.2, 800, 3000, 0.0543576198821013],
  [1e-8, 1, 1e6, 0.00995016630033442],
])('beta below %d, %d and %d', (x, a, b, p) => {
  expectRelative(incompleteBeta(a, b, x), p);
});

test.each([
  [0.025, 1, 1e6, 2.53178076637942e-8],
  [0.025, 84, 18, 0.744242147979102],
  [0.975, 84.5, 17.5, 0.894811373510988],
  [0.025, 0.5, 0.5, 0.00154133313343601],
  [1e-10, 0.5, 3, 2.84444444444444e-21],
  [0.975, 1e5, 1e5, 0.502191298568308],
])('beta quantile %d of %d and %d', (p, a, b, x) => {
  expectRelative(betaQuantile(p, a, b), x);
});

test.each([
  [3, 10, 0.3, 0.266827932],
  [0, 1000, 0.01, 4.31712474106583e-5],
  [500, 1000, 0.5, 0.0252250181783608],
  [990, 1000, 0.5, 2.45830559545104e-278],
])('%d of %d at %d', (k, n, p, probability) => {
  expectRelative(binomialProbability(k, n, p), probability);
});

test.each([
  [3, 10, 20, 8, 0.317871833314112],
  [0, 50, 1000, 30, 0.22654182724045],
  [209, 601, 724, 470, 0.0409649564002314],
])('%d of %d marked and %d others in %d draws', (...row) => {
  const [k, marked, others, drawn, probability] = row;
  expectRelative(hypergeometricProbability(k, { marked, others, drawn }), probability);
});

test('probabilities at the ends', () => {
  expect([binomialProbability(0, 3, 0), binomialProbability(3, 3, 1)]).toEqual([1, 1]);
  expect([binomialProbability(4, 3, 0.5), binomialProbability(1, 3, 0)]).toEqual([0, 0]);
  expect(hypergeometricProbability(0, { marked: 2, others: 3, drawn: 0 })).toBe(1);
  expect(hypergeometricProbability(2, { marked: 2, others: 3, drawn: 5 })).toBe(1);
  expect(hypergeometricProbability(3, { marked: 2, others: 3, drawn: 4 })).toBe(0);
});

test.each([
  [0.01, 4.59947987804202],
  [0.5, 0.5723649429247],
  [3.3, 0.987098577894734],
  [9.99, 12.7793152143502],
  [170, 701.437263808737],
  [1e6, 12815504.5691476],
])('ln Γ(%d)', (x, value) => {
  expectRelative(logGamma(x), value);
});

test('both tails add up', () => {
  for (const a of [0.5, 1, 7.5, 300]) {
    for (const b of [0.5, 2, 40]) {
      for (const x of [1e-6, 0.1, 0.5, 0.93]) {
        expect(incompleteBeta(a, b, x) + incompleteBeta(b, a, 1 - x, x)).toBeCloseTo(1, 13);
        const p = incompleteBeta(a, b, x);
        if (p > 1e-290 && p < 0.999) expectRelative(incompleteBeta(a, b, betaQuantile(p, a, b)), p);
      }
    }
  }
});
