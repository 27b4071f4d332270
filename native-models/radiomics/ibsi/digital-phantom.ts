import type { Geometry, Mask, Volume } from '../../image/volume.ts';

/**
 * The digital phantom of IBSI 1: 5 × 4 × 4 voxels of 2 mm whose grey levels need no binning, and a
 * region of 74 of them.
 *
 * Source: Zwanenburg A, IBSI-1 digital phantom, https://github.com/theibsi/data_sets, CC BY 4.0.
 * A row here is a row of the phantom, i to the right; slices from k = 0. Outside is in brackets.
 */
const rows = `
  1 4 4 1 1    1 4 6 1 1    4 1 6 4 1    4 4 6 4 1
  1 4 4 1 1    1 1 6 1 1   (1)1 3 1 1    4 4 6 1 1
  1 4 4(1)(1)  1 1 1 1 1    1 1(9)1 1    1 1 6 1 1
  1 4 4(1)(1)  1 1 1 1 1    1 1 1 1 1    1 1 6 1 1
`;

const geometry: Geometry = {
  dimensions: [5, 4, 4],
  spacingMm: [2, 2, 2],
  originMm: [0, 0, 0],
  direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
};

export function ibsiDigitalPhantom(): { readonly volume: Volume; readonly mask: Mask } {
  const voxels = rows.match(/\(?\d/g) ?? [];
  const data = Float64Array.from(voxels, (voxel) => Number(voxel.at(-1)));
  const inside = Uint8Array.from(voxels, (voxel) => Number(!voxel.startsWith('(')));
  return { volume: { geometry, data }, mask: { geometry, data: inside } };
}
