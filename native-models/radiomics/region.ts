import { boundingBox, type IndexBox } from '../image/preprocess/bounding-box.ts';
import type { Geometry, Mask, Volume } from '../image/volume.ts';

/** An image and the voxels of it that a mask marks: what every feature family starts from. */
export interface Region {
  readonly geometry: Geometry;
  readonly mask: Uint8Array;
  /** Intensities inside the mask in storage order (HU for CT); at least one, all finite. */
  readonly values: Float64Array;
  readonly box: IndexBox;
}

/**
 * @throws RangeError when the grids differ, the mask is empty or an intensity in it is not finite.
 */
export function regionOf(volume: Volume, mask: Mask): Region {
  requireSameGrid(volume.geometry, mask.geometry);
  return {
    geometry: volume.geometry,
    mask: mask.data,
    values: valuesInside(volume.data, mask.data),
    box: boundingBox(mask),
  };
}

/** The same voxels of another image on the same grid. @throws RangeError as `regionOf`. */
export function onImage(region: Region, data: Volume['data']): Region {
  return { ...region, values: valuesInside(data, region.mask) };
}

function valuesInside(data: Volume['data'], mask: Uint8Array): Float64Array {
  let count = 0;
  for (let index = 0; index < mask.length; index += 1) count += Number(mask[index] !== 0);
  const values = new Float64Array(count);
  let filled = 0;
  for (let index = 0; index < mask.length; index += 1) {
    if (mask[index] === 0) continue;
    if (!Number.isFinite(data[index])) {
      throw new RangeError('the region holds an intensity that is not finite');
    }
    values[filled++] = data[index];
  }
  return values;
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
