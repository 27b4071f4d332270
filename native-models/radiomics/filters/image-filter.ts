import type { Box } from '../../image/grid.ts';
import type { Volume } from '../../image/volume.ts';
import type { AxisRange } from './axis-filter.ts';

/**
 * A derived image, computed for a box of voxels only: its cost follows the lesion, not the scan.
 * The values equal those of filtering the whole image (where a filter's impulse response never
 * ends, to the precision that the filter states).
 *
 * @returns One value per voxel of the box, i fastest.
 */
export type ImageFilter = (image: Volume, box: Box) => Float64Array;

/** The voxels of a box along one axis of an image. */
export function rangeAlong({ geometry }: Volume, box: Box, axis: 0 | 1 | 2): AxisRange {
  return {
    start: box.offset[axis],
    count: box.dimensions[axis],
    size: geometry.dimensions[axis],
  };
}

/** The box that holds every voxel of an image. */
export function wholeBox({ geometry }: Volume): Box {
  return { offset: [0, 0, 0], dimensions: geometry.dimensions };
}

/** The three axes in order. */
export const axes = [0, 1, 2] as const;

/** Three values, one per axis. */
export function perAxis<T>(of: (axis: 0 | 1 | 2) => T): readonly [T, T, T] {
  return [of(0), of(1), of(2)];
}
