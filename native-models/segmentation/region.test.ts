import { expect, test } from 'vitest';
import { diceOfRegions, pieceAtSeed, refit, withBox, type Region } from './region.ts';

/** Two bars in a row of ten voxels that begins at i = 5 of a larger grid. */
const bars: Region = {
  box: { offset: [5, 0, 0], dimensions: [10, 1, 1] },
  data: Uint8Array.of(0, 1, 1, 0, 0, 0, 1, 1, 1, 0),
};
const dimensions = [20, 1, 1] as const;

test('another box shows the part it covers', () => {
  const shown = withBox(bars, { offset: [10, 0, 0], dimensions: [8, 1, 1] });
  expect([...shown.data]).toEqual([0, 1, 1, 1, 0, 0, 0, 0]);
  const elsewhere = withBox(bars, { offset: [16, 0, 0], dimensions: [2, 1, 1] });
  expect([...elsewhere.data]).toEqual([0, 0]);
});

test('the piece at the seed, or the nearest one and how far it is', () => {
  expect(pieceAtSeed(bars, [12, 0, 0], dimensions)).toMatchObject({
    box: { offset: [10, 0, 0], dimensions: [5, 1, 1] },
    data: Uint8Array.of(0, 1, 1, 1, 0),
    seedDistance: 0,
  });
  expect(pieceAtSeed(bars, [2, 0, 0], dimensions)?.seedDistance).toBe(4);
  expect(pieceAtSeed({ ...bars, data: new Uint8Array(10) }, [2, 0, 0], dimensions)).toBeUndefined();
});

test('the fitted box has one voxel of margin where the grid has them', () => {
  const edge: Region = { box: { offset: [0, 0, 0], dimensions }, data: new Uint8Array(20) };
  edge.data[1] = 1;
  expect(refit(edge, dimensions).box).toEqual({ offset: [0, 0, 0], dimensions: [3, 1, 1] });
});

test('Dice across boxes', () => {
  const other: Region = {
    box: { offset: [6, 0, 0], dimensions: [4, 1, 1] },
    data: Uint8Array.of(1, 1, 1, 0),
  };
  // 2 × 2 common voxels over 5 + 3.
  expect(diceOfRegions(bars, other)).toBe(0.5);
  expect(diceOfRegions(other, bars)).toBe(0.5);
});
