import type { Geometry, Vec3 } from '#contract/geometry.ts';
import { expect, test } from 'vitest';
import { orientationLetters } from './orientation-letters.ts';
import { contains, fromIjk, indexOf, planeOf, sliceOf, toIjk, type PlaneName } from './plane.ts';

/** A 3 × 4 × 5 grid of 1, 2 and 3 mm whose axes point where the rows say. */
function grid(i: Vec3, j: Vec3, k: Vec3): Geometry {
  return {
    dimensions: [3, 4, 5],
    spacingMm: [1, 2, 3],
    originMm: [10, 20, 30],
    direction: [...i, ...j, ...k],
  };
}

/** LPS position of a voxel, from the definition of the geometry. */
function positionOf({ spacingMm, originMm, direction }: Geometry, ijk: Vec3): Vec3 {
  const along = (axis: number) =>
    originMm[axis] +
    [0, 1, 2].reduce((sum, v) => sum + direction[3 * v + axis] * ijk[v] * spacingMm[v], 0);
  return [along(0), along(1), along(2)];
}

const geometries: Record<string, Geometry> = {
  'supine, head last': grid([1, 0, 0], [0, 1, 0], [0, 0, 1]),
  'supine, head first': grid([1, 0, 0], [0, 1, 0], [0, 0, -1]),
  prone: grid([-1, 0, 0], [0, -1, 0], [0, 0, 1]),
  'mirrored rows': grid([-1, 0, 0], [0, 1, 0], [0, 0, 1]),
  'rows and columns exchanged': grid([0, 1, 0], [1, 0, 0], [0, 0, 1]),
  'stored as sagittal slices': grid([0, 1, 0], [0, 0, -1], [1, 0, 0]),
};

const expectedLetters: Record<PlaneName, string> = {
  axial: 'RLAP',
  sagittal: 'APHF',
  coronal: 'RLHF',
};

for (const [name, geometry] of Object.entries(geometries)) {
  test.each(['axial', 'sagittal', 'coronal'] as const)(`${name}: %s is radiological`, (view) => {
    const plane = planeOf(geometry, view);
    const { left, right, top, bottom } = orientationLetters(plane);
    expect(left + right + top + bottom).toBe(expectedLetters[view]);

    // One step to the right and one step down really move the way the letters say.
    const here = positionOf(geometry, toIjk(plane, { column: 1, row: 1, slice: 1 }));
    const next = positionOf(geometry, toIjk(plane, { column: 2, row: 1, slice: 1 }));
    const below = positionOf(geometry, toIjk(plane, { column: 1, row: 2, slice: 1 }));
    const deltas = { R: [0, -1], L: [0, 1], A: [1, -1], P: [1, 1], F: [2, -1], H: [2, 1] } as const;
    const moves = (from: Vec3, to: Vec3, letter: string) => {
      const [axis, sign] = deltas[letter as keyof typeof deltas];
      return (to[axis] - from[axis]) * sign;
    };
    expect(moves(here, next, right)).toBe(plane.columnMm);
    expect(moves(here, below, bottom)).toBe(plane.rowMm);
  });

  test(`${name}: strides, voxel indices and slices agree`, () => {
    for (const view of ['axial', 'sagittal', 'coronal'] as const) {
      const plane = planeOf(geometry, view);
      const seen = new Set<number>();
      for (let slice = 0; slice < plane.depth; slice++) {
        for (let row = 0; row < plane.rows; row++) {
          for (let column = 0; column < plane.columns; column++) {
            const point = { column, row, slice };
            const index = indexOf(plane, point);
            const [i, j, k] = toIjk(plane, point);
            expect(index).toBe(i + 3 * (j + 4 * k));
            expect(fromIjk(plane, [i, j, k])).toEqual(point);
            expect(sliceOf(plane, index)).toBe(slice);
            expect(contains(plane, point)).toBe(true);
            seen.add(index);
          }
        }
      }
      expect(seen.size).toBe(60);
    }
  });
}

test('"forward" goes to the feet whichever way the slices are stored', () => {
  expect(planeOf(geometries['supine, head last'], 'axial').forward).toBe(-1);
  expect(planeOf(geometries['supine, head first'], 'axial').forward).toBe(1);
});

test('an oblique axis gets two letters, the stronger one first', () => {
  const turned = Math.PI / 6;
  const [c, s] = [Math.cos(turned), Math.sin(turned)];
  const plane = planeOf(grid([c, s, 0], [-s, c, 0], [0, 0, 1]), 'axial');
  expect(orientationLetters(plane)).toEqual({ left: 'RA', right: 'LP', top: 'AL', bottom: 'PR' });
});
