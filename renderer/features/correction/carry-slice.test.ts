import { expect, test } from 'vitest';
import { planeOf } from '../../viewer/plane.ts';
import { carrySlice } from './carry-slice.ts';

test('carrying adds to the next slice and changes no other', () => {
  const plane = planeOf(
    {
      dimensions: [3, 2, 3],
      spacingMm: [1, 1, 1],
      originMm: [0, 0, 0],
      direction: [-1, 0, 0, 0, 1, 0, 0, 0, 1],
    },
    'axial',
  );
  const mask = Uint8Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  carrySlice(plane, mask, 0, 1);
  expect([...mask]).toEqual([1, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
});
