import { indexOf, type Plane } from '../../viewer/plane.ts';

/** Adds the mask of one slice to another. */
export function carrySlice(plane: Plane, mask: Uint8Array, from: number, to: number): void {
  for (let row = 0; row < plane.rows; row++) {
    for (let column = 0; column < plane.columns; column++) {
      if (mask[indexOf(plane, { column, row, slice: from })] === 0) continue;
      mask[indexOf(plane, { column, row, slice: to })] = 1;
    }
  }
}
