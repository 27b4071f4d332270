import { expect, test } from 'vitest';
import { labelComponents } from '../image/connected-components.ts';
import { pieceHolding } from './flood.ts';

const dimensions = [13, 11, 9] as const;

/** A third to two thirds of the voxels at random: many pieces, and winding ones. */
function scattered(percent: number): Uint8Array {
  return new Uint8Array(13 * 11 * 9).map((_, at) => {
    const hash = Math.imul(at + 1, 0x9e3779b1);
    return +(((Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 8) & 0xffff) % 100 < percent);
  });
}

test.each([20, 30, 35, 50, 70])(
  'of %i percent inside each piece is that of labelling',
  (percent) => {
    const region = scattered(percent);
    const { labels, sizes } = labelComponents(region, dimensions);
    expect(sizes.length).toBeGreaterThan(2);
    labels.forEach((label, at) => {
      if (label === 0) return;
      const piece = pieceHolding(region, dimensions, at);
      expect(piece.every((inside, other) => inside === +(labels[other] === label))).toBe(true);
    });
  },
);

test('a piece does not run over the end of a row', () => {
  // The last voxel of one row and the first of the next are neighbours in memory alone.
  const region = Uint8Array.of(0, 0, 1, 1, 0, 0);
  expect([...pieceHolding(region, [3, 2, 1], 2)]).toEqual([0, 0, 1, 0, 0, 0]);
});
