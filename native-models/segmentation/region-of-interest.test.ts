import { expect, test } from 'vitest';
import { indexToPatient, type Geometry } from '../image/volume.ts';
import { regionOfInterest, toNativeMask } from './region-of-interest.ts';
import { diceOfRegions, type Region } from './region.ts';

const native: Geometry = {
  dimensions: [60, 50, 20],
  spacingMm: [0.8, 0.7, 2.5],
  originMm: [-10, 5, 30],
  direction: [0.6, 0.8, 0, -0.8, 0.6, 0, 0, 0, 1],
};

test('the cube is centred on the click and stops at the field of view', () => {
  const centre = indexToPatient(native, [30, 25, 2]);
  const roi = regionOfInterest(native, centre, { size: 21, voxelMm: 1 });
  // Along k there are 2.5 slices of 2.5 mm below the click: 6 voxels of 1 mm.
  expect(roi.dimensions).toEqual([21, 21, 17]);
  indexToPatient(roi, [10, 10, 6]).forEach((mm, axis) => expect(mm).toBeCloseTo(centre[axis], 9));
});

test('a ball on the fine grid comes back as the ball of native voxels', () => {
  const centre = indexToPatient(native, [30, 25, 10]);
  const roi = regionOfInterest(native, centre, { size: 31, voxelMm: 1 });
  const [nx, ny, nz] = roi.dimensions;
  const soft = new Float32Array(nx * ny * nz).map((_, at) => {
    const gap = [(at % nx) - 15, (Math.floor(at / nx) % ny) - 15, Math.floor(at / (nx * ny)) - 15];
    return Math.min(1, Math.max(0, 0.5 + 8 - Math.hypot(...gap)));
  });
  const mask = toNativeMask({ geometry: roi, data: soft }, native);
  expect(mask).toBeDefined();
  const ball: Region = {
    box: { offset: [0, 0, 0], dimensions: native.dimensions },
    data: new Uint8Array(60 * 50 * 20).map((_, at) => {
      const x = ((at % 60) - 30) * 0.8;
      const y = ((Math.floor(at / 60) % 50) - 25) * 0.7;
      const z = (Math.floor(at / 3000) - 10) * 2.5;
      return +(Math.hypot(x, y, z) <= 8);
    }),
  };
  if (mask) expect(diceOfRegions({ box: mask, data: mask.data }, ball)).toBeGreaterThan(0.98);
});

test('nothing inside gives no mask', () => {
  const roi = regionOfInterest(native, indexToPatient(native, [30, 25, 10]), {
    size: 5,
    voxelMm: 1,
  });
  expect(toNativeMask({ geometry: roi, data: new Float32Array(125) }, native)).toBeUndefined();
});
