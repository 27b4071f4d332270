import type { Box } from '../../image/grid.ts';
import { indexToPatient, type Geometry, type Vec3 } from '../../image/volume.ts';

/**
 * The part of a grid that PyRadiomics resamples to: the corners of both images in the same place,
 * whole voxels around the region's box before resampling. Along an axis on which the region is one
 * voxel thick the spacing stays.
 *
 * @param box The region's, in voxels of the source.
 * @param spacingMm New spacing along i, j, k in mm; each > 0.
 * @param margin New voxels around the box, along i, j, k; less where the image ends.
 *
 * Source: PyRadiomics 3.0.1, documentation of `imageoperations.resampleImage`. Which voxels belong
 * to the window matters as filters see its edge.
 */
export function cornerWindow(source: Geometry, box: Box, spacingMm: Vec3, margin: Vec3): Geometry {
  const along = (axis: 0 | 1 | 2) => {
    const own = source.spacingMm[axis];
    const spacing = box.dimensions[axis] === 1 ? own : spacingMm[axis];
    const ratio = own / spacing;
    const low = box.offset[axis] - 0.5;
    const first = Math.max(0, Math.floor(low * ratio - margin[axis]));
    const last = Math.min(
      Math.ceil(source.dimensions[axis] * ratio) - 1,
      Math.ceil((low + box.dimensions[axis]) * ratio + margin[axis]),
    );
    // In voxels of the source: half a new voxel beyond the corner, which lies at -0.5.
    const start = (spacing / own - 1) / 2 + first / ratio;
    return { spacing, start, count: last - first + 1 };
  };
  const [i, j, k] = [along(0), along(1), along(2)];
  return {
    dimensions: [i.count, j.count, k.count],
    spacingMm: [i.spacing, j.spacing, k.spacing],
    originMm: indexToPatient(source, [i.start, j.start, k.start]),
    direction: source.direction,
  };
}
