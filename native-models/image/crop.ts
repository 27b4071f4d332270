import type { Box } from './grid.ts';
import {
  indexToPatient,
  type Geometry,
  type Vec3,
  type Volume,
  type VoxelArray,
} from './volume.ts';
import { emptyLike } from './voxel-array.ts';

/** The voxels of a box alone. The box must lie inside the grid. */
export function cropVoxels<Data extends VoxelArray>(
  data: Data,
  [nx, ny]: Vec3,
  { offset, dimensions: [width, height, depth] }: Box,
): Data {
  const result = emptyLike(data, width * height * depth);
  for (let k = 0, at = 0; k < depth; k++) {
    for (let j = 0; j < height; j++, at += width) {
      const from = offset[0] + nx * (offset[1] + j + ny * (offset[2] + k));
      result.set(data.subarray(from, from + width), at);
    }
  }
  return result;
}

/** A box of a volume as a volume of its own, at the same place in the patient. */
export function crop<Data extends VoxelArray>(volume: Volume<Data>, box: Box): Volume<Data> {
  return {
    geometry: cropGeometry(volume.geometry, box),
    data: cropVoxels(volume.data, volume.geometry.dimensions, box),
  };
}

/** The grid of a box of voxels. */
export function cropGeometry(geometry: Geometry, { offset, dimensions }: Box): Geometry {
  return { ...geometry, dimensions, originMm: indexToPatient(geometry, offset) };
}
