import { boundingBox, type Box } from '../image/grid.ts';
import { cropGeometry, cropVoxels } from '../image/crop.ts';
import type { MaskBox } from './region.ts';
import { resample } from '../image/resample.ts';
import { selectVoxels } from '../image/select.ts';
import {
  indexToPatient,
  patientToIndex,
  type Geometry,
  type Vec3,
  type Volume,
} from '../image/volume.ts';

/**
 * The cubic grid round a place, parallel to the volume's axes and cut at its field of view.
 *
 * @param centreMm LPS position of a voxel centre of the new grid.
 * @param size Voxels along an edge before cutting; odd.
 * @param voxelMm Edge of a voxel.
 */
export function regionOfInterest(
  source: Geometry,
  centreMm: Vec3,
  { size, voxelMm }: { readonly size: number; readonly voxelMm: number },
): Geometry {
  const half = (size - 1) / 2;
  const centre = patientToIndex(source, centreMm);
  const sides = centre.map((index, axis) => {
    const scale = source.spacingMm[axis] / voxelMm;
    // From the centre to the two edges of the field of view, in whole voxels of the new grid.
    const below = Math.floor((index + 0.5) * scale + 1e-6);
    const above = Math.floor((source.dimensions[axis] - 0.5 - index) * scale + 1e-6);
    return { below: clamp(below, half), above: clamp(above, half) };
  });
  const [x, y, z] = sides;
  return {
    dimensions: [x.below + x.above + 1, y.below + y.above + 1, z.below + z.above + 1],
    spacingMm: [voxelMm, voxelMm, voxelMm],
    originMm: indexToPatient(
      { ...source, originMm: centreMm, spacingMm: [voxelMm, voxelMm, voxelMm] },
      [-x.below, -y.below, -z.below],
    ),
    direction: source.direction,
  };
}

/**
 * Carries a soft outline back to the native grid, where it is cut at one half.
 *
 * @returns The tight box of the mask, or `undefined` when no native voxel centre is inside.
 */
export function toNativeMask(soft: Volume, native: Geometry): MaskBox | undefined {
  const window = coveringBox(soft.geometry, native);
  if (window === undefined) return undefined;
  const target = cropGeometry(native, window);
  const { data } = resample(soft, target, { interpolation: 'linear' });
  const mask = selectVoxels(data, (value) => value > 0.5);
  const tight = boundingBox(mask, target.dimensions);
  if (tight === undefined) return undefined;
  return {
    offset: [
      window.offset[0] + tight.offset[0],
      window.offset[1] + tight.offset[1],
      window.offset[2] + tight.offset[2],
    ],
    dimensions: tight.dimensions,
    data: cropVoxels(mask, target.dimensions, tight),
  };
}

/** The voxels of the native grid that a parallel region of interest covers. */
function coveringBox(roi: Geometry, native: Geometry): Box | undefined {
  const [nx, ny, nz] = roi.dimensions;
  const low = patientToIndex(native, indexToPatient(roi, [-0.5, -0.5, -0.5]));
  const high = patientToIndex(native, indexToPatient(roi, [nx - 0.5, ny - 0.5, nz - 0.5]));
  const first = low.map((index) => Math.max(0, Math.ceil(index)));
  const size = high.map(
    (index, axis) => Math.min(native.dimensions[axis] - 1, Math.floor(index)) - first[axis] + 1,
  );
  if (size.some((n) => n <= 0)) return undefined;
  return {
    offset: [first[0], first[1], first[2]],
    dimensions: [size[0], size[1], size[2]],
  };
}

function clamp(value: number, highest: number): number {
  return Math.min(highest, Math.max(0, value));
}
