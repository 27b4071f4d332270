import { expect, test } from 'vitest';
import { ascendingOrder } from './ascending-order.ts';
import { seededRandom } from './random.ts';

test.each([
  { values: [], order: [] },
  { values: [7], order: [0] },
  { values: [2, 2, 2], order: [0, 1, 2] },
  { values: [3, -1, 0, -2.5, 1e-300], order: [3, 1, 2, 4, 0] },
  { values: [Infinity, -Infinity, 1e308, -1e308], order: [1, 3, 2, 0] },
  { values: [-1e-310, 1e-310, -5e-324, 5e-324], order: [0, 2, 3, 1] },
])('$values', ({ values, order }) => {
  expect([...ascendingOrder(Float64Array.from(values))]).toEqual(order);
});

test('is the stable order by comparison', () => {
  const random = seededRandom(3);
  const values = Float64Array.from({ length: 5000 }, (_, i) =>
    i % 3 === 0 ? Math.round(random.normal() * 4) / 4 : random.normal() * 10 ** (i % 9),
  );
  // A zero of either sign is the same to a comparison.
  const plain = values.map((value) => value + 0);
  const expected = [...plain.keys()].sort((a, b) => plain[a] - plain[b]);
  expect([...ascendingOrder(plain)]).toEqual(expected);
});
