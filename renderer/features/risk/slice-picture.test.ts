import { expect, test } from 'vitest';
import { slicesOfRuns } from './slice-data.ts';
import { sliceOrientation, windowed } from './slice-picture.ts';

test('the study window runs from -1600 to 400 HU', () => {
  const grey = windowed(Int16Array.of(-3000, -1600, -600, 400, 3000));
  expect([0, 4, 8, 12, 16].map((i) => grey[i])).toEqual([0, 0, 128, 255, 255]);
  expect(grey[3]).toBe(255);
});

test('the runs of a mask fall into their slices', () => {
  // Three slices of four voxels; set are the voxels 3, 4 and 11.
  const slices = slicesOfRuns(Uint32Array.of(3, 2, 11, 1), 4);
  expect([...slices].map(([k, s]) => [k, [...s]])).toEqual([
    [0, [0, 0, 0, 1]],
    [1, [1, 0, 0, 0]],
    [2, [0, 0, 0, 1]],
  ]);
});

test('the patient is seen from the feet: right at the left, front on top', () => {
  const standard = sliceOrientation([1, 0, 0, 0, 1, 0, 0, 0, 1]);
  expect(standard).toEqual({ flipX: false, flipY: false, letters: ['R', 'L', 'A', 'P'] });
  const turned = sliceOrientation([-1, 0, 0, 0, -1, 0, 0, 0, 1]);
  expect(turned).toEqual({ flipX: true, flipY: true, letters: ['R', 'L', 'A', 'P'] });
});

test('a coronal plane has the head up', () => {
  const rising = sliceOrientation([1, 0, 0, 0, 0, 1, 0, -1, 0]);
  expect(rising).toEqual({ flipX: false, flipY: true, letters: ['R', 'L', 'S', 'I'] });
  const falling = sliceOrientation([1, 0, 0, 0, 0, -1, 0, 1, 0]);
  expect(falling.flipY).toBe(false);
});
