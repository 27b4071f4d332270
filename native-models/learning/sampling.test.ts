import { expect, test } from 'vitest';
import { randomFor } from './derived-random.ts';
import { balancedWeights, batchSizes, epochBatches } from './sampling.ts';

test.each([
  // PyTorch 2.13's DataLoader(range(n), batch_size=b) keeps a last batch that is not full.
  { count: 24, size: 12, sizes: [12, 12] },
  { count: 470, size: 12, sizes: [...Array<number>(39).fill(12), 2] },
  // A single case cannot be normalised, nor has it a pair: here we depart from it.
  { count: 25, size: 12, sizes: [12, 13] },
  { count: 1, size: 12, sizes: [1] },
  { count: 5, size: 12, sizes: [5] },
])('$count cases in batches of $size', ({ count, size, sizes }) => {
  expect(batchSizes(count, size)).toEqual(sizes);
});

test('an epoch has every case once, in an order of its own', () => {
  const epoch = (n: number): readonly number[][] => epochBatches(25, 12, randomFor(5, 'order', n));
  expect(epoch(0).map(({ length }) => length)).toEqual([12, 13]);
  expect(
    epoch(0)
      .flat()
      .toSorted((a, b) => a - b),
  ).toEqual(Array.from({ length: 25 }, (_, n) => n));
  expect(epoch(0)).toEqual(epoch(0));
  expect(epoch(1)).not.toEqual(epoch(0));
});

test('balanced weights give both classes the same sum', () => {
  // scikit-learn 1.9's compute_class_weight('balanced') of these labels.
  expect(balancedWeights([0, 0, 0, 1])).toEqual([4 / 6, 2]);
  expect(balancedWeights([1, 1])).toEqual([1, 1]);
});
