import type { MaskRuns } from '#contract/mask-runs.ts';
import { cropGeometry, cropVoxels } from '#native/image/crop.ts';
import { boundingBox, expandBox, type Box } from '#native/image/grid.ts';
import type { Geometry, Vec3 } from '#native/image/volume.ts';
import type { LiveMeasures } from './live-measures.ts';

/** A part of a grid with its voxels. */
export interface BoxedVoxels extends Box {
  readonly data: Uint8Array;
}

/** A draft's mask as the search for its drawn part needs it. */
interface MeasuredMask {
  readonly geometry: Geometry;
  readonly mask: Uint8Array;
  readonly measures: LiveMeasures;
}

/** The drawn voxels' tight box, or `undefined` for an empty mask. */
export function maskBox({ geometry, mask, measures }: MeasuredMask): BoxedVoxels | undefined {
  const [nx, ny] = geometry.dimensions;
  const { voxelsPerSlice } = measures.read();
  const first = voxelsPerSlice.findIndex((n) => n > 0);
  if (first < 0) return undefined;
  const last = voxelsPerSlice.findLastIndex((n) => n > 0);
  // Only the slices that hold something are searched: the whole grid is a hundred times larger.
  const slab: Vec3 = [nx, ny, last - first + 1];
  const voxels = mask.subarray(first * nx * ny, (last + 1) * nx * ny);
  const box = boundingBox(voxels, slab);
  if (!box) return undefined;
  const [i, j, k] = box.offset;
  const data = cropVoxels(voxels, slab, box);
  return { offset: [i, j, k + first], dimensions: box.dimensions, data };
}

/**
 * A box with as much room around it in the slice as it is wide, and its own grid: shapes between
 * two outlines lie at most their width from either.
 */
export function withRoom(
  { geometry, mask }: MeasuredMask,
  { offset, dimensions }: Box,
): BoxedVoxels & { readonly geometry: Geometry } {
  const [width, height] = dimensions;
  const box = expandBox({ offset, dimensions }, [width, height, 0], geometry.dimensions);
  const data = cropVoxels(mask, geometry.dimensions, box);
  return { ...box, data, geometry: cropGeometry(geometry, box) };
}

/** Runs of everything that is drawn, found in the box around it alone. */
export function drawnRuns(draft: MeasuredMask): MaskRuns {
  const box = maskBox(draft);
  return box ? boxRuns(box, draft.geometry.dimensions) : new Uint32Array();
}

/** Runs of a boxed region's voxels on the whole grid of the given dimensions. */
export function boxRuns({ offset, dimensions, data }: BoxedVoxels, grid: Vec3): MaskRuns {
  const [bx, by, bz] = dimensions;
  const runs: number[] = [];
  for (let k = 0; k < bz; k++) {
    for (let j = 0; j < by; j++) {
      const row = bx * (j + by * k);
      const start = offset[0] + grid[0] * (offset[1] + j + grid[1] * (offset[2] + k));
      for (let i = 0; i < bx; i++) {
        if (data[row + i] === 0) continue;
        const first = i;
        while (i < bx && data[row + i] !== 0) i++;
        runs.push(start + first, i - first);
      }
    }
  }
  return Uint32Array.from(runs);
}

/** Voxel indices of the centroid of the runs' voxels; at least one. */
export function centreOfRuns(runs: MaskRuns, [nx, ny]: Vec3): [number, number, number] {
  let [i, j, k, n] = [0, 0, 0, 0];
  for (let r = 0; r < runs.length; r += 2) {
    for (let at = runs[r]; at < runs[r] + runs[r + 1]; at++) {
      i += at % nx;
      j += Math.floor(at / nx) % ny;
      k += Math.floor(at / (nx * ny));
      n++;
    }
  }
  return [i / n, j / n, k / n];
}
