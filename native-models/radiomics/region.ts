import type { Geometry, Mask, Volume } from '../image/volume.ts';

/** An image and the voxels of it that a mask marks: what every feature family starts from. */
export interface Region {
  readonly geometry: Geometry;
  readonly mask: Uint8Array;
  /** Intensities inside the mask in storage order (HU for CT); at least one, all finite. */
  readonly values: Float64Array;
  readonly box: IndexBox;
}

/** Inclusive range of indices along i, j, k that holds a region. */
export interface IndexBox {
  readonly lower: readonly [number, number, number];
  readonly upper: readonly [number, number, number];
}

/**
 * @throws RangeError when the grids differ, the mask is empty or an intensity in it is not finite.
 */
export function regionOf(volume: Volume, mask: Mask): Region {
  requireSameGrid(volume.geometry, mask.geometry);
  const box = boundingBox(mask);
  const values: number[] = [];
  for (const [index, inside] of mask.data.entries()) {
    if (inside !== 0) values.push(volume.data[index]);
  }
  if (!values.every(Number.isFinite)) {
    throw new RangeError('the region holds an intensity that is not finite');
  }
  return { geometry: volume.geometry, mask: mask.data, values: Float64Array.from(values), box };
}

/** Smallest box of indices around the marked voxels. @throws RangeError for an empty mask. */
export function boundingBox({ geometry, data }: Mask): IndexBox {
  const [nx, ny, nz] = geometry.dimensions;
  const lower: [number, number, number] = [nx, ny, nz];
  const upper: [number, number, number] = [-1, -1, -1];
  for (let index = 0; index < data.length; index += 1) {
    if (data[index] === 0) continue;
    const at = [index % nx, Math.floor(index / nx) % ny, Math.floor(index / (nx * ny))];
    for (let axis = 0; axis < 3; axis += 1) {
      lower[axis] = Math.min(lower[axis], at[axis]);
      upper[axis] = Math.max(upper[axis], at[axis]);
    }
  }
  if (upper[0] < 0) throw new RangeError('the mask is empty');
  return { lower, upper };
}

function requireSameGrid(a: Geometry, b: Geometry): void {
  for (let axis = 0; axis < 3; axis += 1) {
    if (a.dimensions[axis] !== b.dimensions[axis]) {
      throw new RangeError(`image ${a.dimensions.join('×')} and mask ${b.dimensions.join('×')}`);
    }
    if (Math.abs(a.spacingMm[axis] - b.spacingMm[axis]) > 1e-6) {
      throw new RangeError(`image and mask spacing differ along axis ${axis}`);
    }
  }
}
