import { expect, test } from 'vitest';
import { mean } from '../numeric/descriptive.ts';
import { seededRandom } from '../numeric/random.ts';
import { bootstrap } from './bootstrap.ts';
import { delong } from './delong.ts';

const random = seededRandom(2);
const values = Array.from({ length: 400 }, () => 5 + 2 * random.normal());
const meanOf = (cases: Uint32Array) => mean(Array.from(cases, (i) => values[i]));
const everybody = values.map((_, i) => i);

test('the interval of a mean is the one of theory', () => {
  const resampling = { strata: [everybody], repeats: 4000, random: seededRandom(7) };
  const result = bootstrap(resampling, meanOf);
  const centre = mean(values);
  const error = Math.sqrt(values.reduce((sum, v) => sum + (v - centre) ** 2, 0)) / values.length;
  // Within the scatter of 4000 resamples: 1 % of the error, 3 % of a bound's distance.
  expect(Math.abs((result?.error ?? NaN) / error - 1)).toBeLessThan(0.04);
  expect(((result?.interval[0] ?? NaN) - centre) / error).toBeCloseTo(-1.96, 0);
  expect(((result?.interval[1] ?? NaN) - centre) / error).toBeCloseTo(1.96, 0);
  expect(result?.used).toBe(4000);
});

test('the same seed gives the same digits, another seed others', () => {
  const run = (seed: number) =>
    bootstrap({ strata: [everybody], repeats: 50, random: seededRandom(seed) }, meanOf);
  expect(run(1)).toEqual(run(1));
  expect(run(1)).not.toEqual(run(2));
});

test('strata keep their sizes, so that an AUC always has both classes', () => {
  const labels = [1, 1, 1, 0, 0, 0, 0, 0];
  const scores = [0.9, 0.4, 0.7, 0.5, 0.3, 0.6, 0.1, 0.2];
  const strata = [
    [0, 1, 2],
    [3, 4, 5, 6, 7],
  ];
  const result = bootstrap({ strata, repeats: 200, random: seededRandom(3) }, (cases) => {
    const drawn = Array.from(cases, (i) => labels[i]);
    expect(drawn).toEqual(labels);
    return delong(drawn, [Array.from(cases, (i) => scores[i])])?.auc[0] ?? null;
  });
  expect(result?.used).toBe(200);
  expect(result?.interval[0]).toBeGreaterThanOrEqual(0);
  expect(result?.interval[1]).toBe(1);
});

test('every case of a stratum is drawn as often as any', () => {
  const times = [0, 0, 0, 0];
  const resampling = { strata: [[0, 1, 2], [3]], repeats: 3000, random: seededRandom(4) };
  bootstrap(resampling, (cases) => {
    for (const index of cases) times[index] += 1;
    return 0;
  });
  // 9000 draws of 3: a standard deviation of 45.
  for (const count of times.slice(0, 3)) expect(Math.abs(count - 3000)).toBeLessThan(180);
  expect(times[3]).toBe(3000);
});

test('resamples without a value are left out and counted', () => {
  let call = 0;
  const resampling = { strata: [[0, 1]], repeats: 10, random: seededRandom(1) };
  const result = bootstrap(resampling, () => ((call += 1) % 2 === 0 ? call : null));
  // 2, 4, 6, 8, 10: the percentiles 2.5 and 97.5 of type 7.
  expect(result).toEqual({ interval: [2.2, 9.8], error: Math.sqrt(10), used: 5 });
  expect(bootstrap(resampling, () => null)).toBeNull();
  expect(() => bootstrap({ ...resampling, level: 1 }, () => 1)).toThrow(RangeError);
});
