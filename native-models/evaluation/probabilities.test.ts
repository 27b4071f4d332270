import { expect, test } from 'vitest';
import { seededRandom } from '../numeric/random.ts';
import { calibrationOf } from './calibration.ts';
import { calibrationCurve } from './calibration-curve.ts';
import { calibrationBins } from './calibration-bins.ts';
import { hosmerLemeshow } from './hosmer-lemeshow.ts';
import { logisticLine, logisticShift } from './logistic-line.ts';
import { netBenefit } from './net-benefit.ts';
import { recalibrateToPrevalence } from './recalibration.ts';

const y = [0, 0, 1, 0, 1, 1, 0, 1];
const p = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.9];

test('a small model as R fits it', () => {
  // R 4.2.2: glm(y ~ qlogis(p), binomial), glm(y ~ 1, offset = qlogis(p)), epsilon 1e-14.
  const calibration = calibrationOf(y, p);
  expect(calibration?.slope?.value).toBeCloseTo(0.94395220663231, 10);
  expect(calibration?.slope?.error).toBeCloseTo(0.784715708624755, 10);
  expect(calibration?.slopeIntercept).toBeCloseTo(0.187449375650445, 10);
  expect(calibration?.intercept?.value).toBeCloseTo(0.200372779339759, 10);
  expect(calibration?.intercept?.error).toBeCloseTo(0.815955573106756, 10);
  const logits = p.map((each) => Math.log(each / (1 - each)));
  expect(logisticLine(y, logits)?.interceptError).toBeCloseTo(0.8264643749859, 10);
  expect(calibration?.brier).toBeCloseTo(1.61 / 8, 15);
  expect(calibration?.observedToExpected).toBeCloseTo(4 / 3.7, 14);
});

test('probabilities that are right have intercept 0 and slope 1', () => {
  const random = seededRandom(11);
  const right = Array.from({ length: 20_000 }, () => 0.05 + 0.9 * random.next());
  const outcomes = right.map((probability) => Number(random.next() < probability));
  const calibration = calibrationOf(outcomes, right);
  expect(calibration?.intercept?.value).toBeCloseTo(0, 1);
  expect(calibration?.slope?.value).toBeCloseTo(1, 1);
  // Stretched log-odds have the slope of the stretch undone.
  const bold = right.map((q) => 1 / (1 + ((1 - q) / q) ** 2));
  const [plain, stretched] = [calibration?.slope?.value ?? NaN, calibrationOf(outcomes, bold)];
  expect(stretched?.slope?.value).toBeCloseTo(plain / 2, 6);
});

test('what a model leaves undefined is null', () => {
  expect(calibrationOf([], [])).toBeNull();
  expect(calibrationOf([1, 1], [0.4, 0.6])).toMatchObject({
    brierScaled: null,
    intercept: null,
    slope: null,
    unreliability: null,
  });
  expect(calibrationOf([1, 0, 1], [0.5, 0.5, 0.5])).toMatchObject({
    slope: null,
    spiegelhalter: null,
    intercept: { value: expect.closeTo(Math.log(2), 12) as number },
  });
  const separated = calibrationOf([1, 0, 1], [0.9, 0.1, 0.8]);
  expect(separated?.slope).toBeNull();
  expect(separated?.intercept).not.toBeNull();
  // Log-odds of 0 and 1 are infinite; a wrong certainty has an infinite loss.
  expect(calibrationOf([1, 0, 1], [1, 0.3, 0.2])).toMatchObject({ slope: null, intercept: null });
  expect(calibrationOf([1, 0], [0, 0.3])?.logLoss).toBeNull();
  expect(calibrationOf([1, 0], [0, 0])?.observedToExpected).toBeNull();
});

test('what is no probability is refused with its index', () => {
  expect(() => calibrationOf([1, 0], [0.2, 1.2])).toThrow('index 1');
  expect(() => calibrationOf([1, 0], [NaN, 0.2])).toThrow('index 0');
  expect(() => calibrationOf([1, 3], [0.1, 0.2])).toThrow('index 1');
  expect(() => calibrationOf([1], [0.1, 0.2])).toThrow(RangeError);
  expect(() => recalibrateToPrevalence([0.1, -1], 0.5, 0.2)).toThrow('index 1');
});

test('a line without a finite optimum is none', () => {
  expect(logisticLine([0, 0, 1, 1], [1, 2, 3, 4])).toBeNull();
  // The classes touch at 2, which still pulls the slope to infinity.
  expect(logisticLine([0, 0, 1, 1], [1, 2, 2, 3])).toBeNull();
  expect(logisticLine([0, 1, 0, 1], [2, 2, 2, 2])).toBeNull();
  expect(logisticLine([1, 1], [1, 2])).toBeNull();
  expect(logisticShift([1, 1], [1, 2])).toBeNull();
});

test('bins hold every case once, and ties leave fewer of them', () => {
  const bins = calibrationBins(y, p, 4);
  expect(bins.map(({ n, observed }) => [n, observed])).toEqual([
    [2, 0],
    [2, 1],
    [2, 2],
    [2, 1],
  ]);
  const tied = calibrationBins([0, 1, 0, 1, 1], [0.2, 0.2, 0.2, 0.2, 0.8], 4);
  expect(tied.reduce((sum, { n }) => sum + n, 0)).toBe(5);
  expect(tied).toHaveLength(1);
  expect(calibrationBins([1, 0], [0.3, 0.3], 10)).toEqual([
    { n: 2, observed: 1, expected: 0.6, from: 0.3, to: 0.3 },
  ]);
  expect(() => calibrationBins(y, p, 0)).toThrow(RangeError);
});

test('the smooth curve is R’s', () => {
  // R 4.2.2: lowess(x, y, iter = 0); the two values at 0.2 share a fit, and it may leave [0, 1].
  const x = [0.8, 0.1, 0.2, 0.3, 0.9, 0.2, 0.5, 0.6];
  const result = calibrationCurve([1, 0, 0, 0, 1, 1, 1, 0], x);
  const fitted = [
    0.217890122108815, 0.264137523819748, 0.264137523819748, 0, 0.449513602655856,
    0.550486397344144, 0.848775513002405, 1.02087933590565,
  ];
  expect([...(result?.curve.x ?? [])]).toEqual(x.toSorted((a, b) => a - b));
  for (const [i, value] of fitted.entries()) expect(result?.curve.y[i]).toBeCloseTo(value, 13);
  expect(result?.largestDistance).toBeCloseTo(0.3, 13);
  expect(calibrationCurve([], [])).toBeNull();
  expect(calibrationCurve([1, 0], [0.5, 0.5])).toBeNull();
});

test('a group between two quantiles that holds no case does not count', () => {
  const labels = [0, 1, 1];
  const probabilities = [0.1, 0.5, 0.9];
  expect(calibrationBins(labels, probabilities, 5).map(({ n }) => n)).toEqual([1, 1, 1]);
  // By hand: (0.1² / 0.09) + (0.5² / 0.25) + (0.1² / 0.09), one degree of freedom a group.
  const fit = hosmerLemeshow(labels, probabilities, 5);
  expect(fit?.statistic).toBeCloseTo(1 + 2 / 9, 12);
  expect([fit?.external.df, fit?.internal?.df]).toEqual([3, 1]);
});

test('Hosmer-Lemeshow needs probabilities between 0 and 1', () => {
  expect(hosmerLemeshow([0, 0, 1, 1], [0, 0, 1, 1], 2)).toBeNull();
  expect(hosmerLemeshow([], [])).toBeNull();
  const two = hosmerLemeshow(y, p, 2);
  expect(two?.internal).toBeNull();
  expect(two?.external.df).toBe(2);
  // The lower half expects the 1 it has; the upper one has 3 for 2.7.
  expect(two?.statistic).toBeCloseTo(0.09 / (2.7 * (1 - 2.7 / 4)), 12);
});

test('net benefit by hand', () => {
  expect(netBenefit(y, p, [0, 0.5])).toEqual([
    { threshold: 0, tp: 4, fp: 4, model: 0.5, all: 0.5 },
    { threshold: 0.5, tp: 3, fp: 1, model: 0.25, all: 0 },
  ]);
  expect(netBenefit([], [], [0.5])).toEqual([]);
  expect(() => netBenefit(y, p, [1])).toThrow(RangeError);
});

test('another prevalence shifts the odds, keeps the order and comes back', () => {
  const shifted = recalibrateToPrevalence(p, 0.5, 0.2);
  // Odds 1 become odds 0.25.
  expect(shifted[4]).toBeCloseTo(0.2, 15);
  expect([...shifted]).toEqual([...shifted].sort((a, b) => a - b));
  for (const [i, back] of recalibrateToPrevalence(shifted, 0.2, 0.5).entries()) {
    expect(back).toBeCloseTo(p[i], 14);
  }
  expect([...recalibrateToPrevalence([0, 1], 0.5, 0.2)]).toEqual([0, 1]);
  expect(() => recalibrateToPrevalence(p, 0.5, 1)).toThrow(RangeError);
});
