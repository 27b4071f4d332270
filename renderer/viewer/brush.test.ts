import { expect, test } from 'vitest';
import { paintSweep } from './brush.ts';
import { indexOf, planeOf } from './plane.ts';

const plane = planeOf(
  {
    dimensions: [80, 60, 2],
    spacingMm: [0.7, 0.7, 1],
    originMm: [0, 0, 0],
    direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  },
  'axial',
);
const anything = () => true;
const blank = () => new Uint8Array(80 * 60 * 2);
const isSet = (mask: Uint8Array, column: number, row: number) =>
  mask[indexOf(plane, { column, row, slice: 1 })] === 1;

test('a fast stroke leaves no gap: two far points paint what many near ones do', () => {
  const fast = blank();
  const slow = blank();
  const ends = { from: [5.2, 8.4], to: [70.1, 50.3] } as const;
  paintSweep(
    plane,
    { slice: 1, ...ends, radiusMm: 2 },
    { mask: fast, value: 1, accepts: anything },
  );
  const at = (share: number): [number, number] => [
    ends.from[0] + share * (ends.to[0] - ends.from[0]),
    ends.from[1] + share * (ends.to[1] - ends.from[1]),
  ];
  for (let step = 0; step < 400; step++) {
    const sweep = { slice: 1, from: at(step / 400), to: at((step + 1) / 400), radiusMm: 2 };
    paintSweep(plane, sweep, { mask: slow, value: 1, accepts: anything });
  }
  for (let share = 0; share <= 1; share += 0.01) {
    const [column, row] = at(share);
    expect(isSet(fast, Math.round(column), Math.round(row))).toBe(true);
  }
  // Many small sweeps also mark the voxel under each of their ends, which the disc covers anyway.
  expect(fast).toEqual(slow);
});

test('a dab covers the voxels whose centres lie within the radius, in mm', () => {
  const mask = blank();
  const radiusMm = 3;
  const sweep = { slice: 1, from: [20, 30], to: [20, 30], radiusMm } as const;
  const changed = paintSweep(plane, sweep, { mask, value: 1, accepts: anything });
  let expected = 0;
  for (let row = 0; row < 60; row++) {
    for (let column = 0; column < 80; column++) {
      const inside = Math.hypot((column - 20) * 0.7, (row - 30) * 0.7) <= radiusMm;
      expect(isSet(mask, column, row)).toBe(inside);
      if (inside) expected++;
    }
  }
  expect(changed).toBe(expected);
  expect(mask.subarray(0, 80 * 60).every((voxel) => voxel === 0)).toBe(true);
});

test('a brush smaller than a voxel still paints the voxel under it', () => {
  const mask = blank();
  const sweep = { slice: 1, from: [20.4, 30.4], to: [20.4, 30.4], radiusMm: 0.1 } as const;
  expect(paintSweep(plane, sweep, { mask, value: 1, accepts: anything })).toBe(1);
  expect(isSet(mask, 20, 30)).toBe(true);
});

test('erasing, the HU condition and the border of the slice are respected', () => {
  const mask = blank().fill(1);
  const sweep = { slice: 1, from: [-2, -2], to: [3, 3], radiusMm: 1 } as const;
  const even = (index: number) => index % 2 === 0;
  const changed = paintSweep(plane, sweep, { mask, value: 0, accepts: even });
  expect(changed).toBeGreaterThan(0);
  expect([...mask.entries()].filter(([, voxel]) => voxel === 0).every(([i]) => even(i))).toBe(true);
  expect(paintSweep(plane, sweep, { mask, value: 0, accepts: even })).toBe(0);
});
