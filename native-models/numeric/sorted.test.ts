import { expect, test } from 'vitest';
import { seededRandom } from './random.ts';
import { sortedCopy } from './sorted.ts';

const random = seededRandom(3);
const uniform = Float64Array.from({ length: 5000 }, () => random.next());

const samples: Readonly<Record<string, Float64Array>> = {
  'spread out': uniform.map((value) => 1000 * value - 400),
  'with many ties': uniform.map((value) => Math.floor(9 * value)),
  'with one value far away': Float64Array.of(...uniform, -1e9),
  'crowded at one end': uniform.map((value) => value ** 40),
  'all equal': new Float64Array(100).fill(3.5),
  'of two': Float64Array.of(2, 1),
  'of one': Float64Array.of(7),
  'wider than numbers reach': Float64Array.of(1e308, 0, -1e308, 5, 3),
  'narrower than numbers resolve': Float64Array.of(5e-324, 0, 5e-324, 0, 0),
};

// The witness is the language's own sort.
test.each(Object.entries(samples))('sorts values %s', (_, values) => {
  const before = values.slice();
  expect(sortedCopy(values)).toEqual(values.toSorted());
  expect(values).toEqual(before);
});

test('of no values nothing is left', () => {
  expect(sortedCopy(new Float64Array(0))).toEqual(new Float64Array(0));
});
