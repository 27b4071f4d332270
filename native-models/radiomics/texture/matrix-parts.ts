import type { Vec3 } from '../../image/volume.ts';
import type { TextureRegion } from './texture-region.ts';
import type { Aggregation } from './texture-settings.ts';

/** What one texture matrix is counted over. */
export interface MatrixPart {
  /** Indices of voxels in the region's box. */
  readonly voxels: Int32Array;
  /** Steps from a voxel to its neighbours as differences of indices; one of each ± pair. */
  readonly steps: readonly number[];
}

/** The matrices of a family with directions: co-occurrence and runs. */
export function directedParts(
  region: TextureRegion,
  aggregation: Aggregation,
  distances: readonly number[] = [1],
): readonly MatrixPart[] {
  const steps = stepsOf(region, aggregation, distances);
  const merged = aggregation.endsWith(' merged') || aggregation === '2D, slice-merged';
  const groups = merged ? [steps] : steps.map((step) => [step]);
  return voxelGroups(region, aggregation).flatMap((voxels) =>
    groups.map((group) => ({ voxels, steps: group })),
  );
}

/** The matrices of a family that looks in all directions at once. */
export function undirectedParts(
  region: TextureRegion,
  aggregation: Aggregation,
  distances: readonly number[] = [1],
): readonly MatrixPart[] {
  const steps = stepsOf(region, aggregation, distances);
  return voxelGroups(region, aggregation).map((voxels) => ({ voxels, steps }));
}

/** Each occupied slice by itself for 2D, else all voxels. */
export function voxelGroups(
  { voxels, sliceStarts }: TextureRegion,
  aggregation: Aggregation,
): readonly Int32Array[] {
  if (!aggregation.startsWith('2D')) return [voxels];
  return Array.from(sliceStarts.subarray(1), (end, k) =>
    voxels.subarray(sliceStarts[k], end),
  ).filter((slice) => slice.length > 0);
}

function stepsOf(
  { dimensions: [nx, ny], border }: TextureRegion,
  aggregation: Aggregation,
  distances: readonly number[],
): number[] {
  requireDistances(distances, border);
  const offsets = distances.flatMap((distance) => halfShell(distance));
  return offsets
    .filter(([, , dk]) => isSpatial(aggregation) || dk === 0)
    .map(([di, dj, dk]) => di + nx * (dj + ny * dk));
}

/** Whether neighbours lie in other slices too. */
export function isSpatial(aggregation: Aggregation): boolean {
  return aggregation.startsWith('3D');
}

/** @throws RangeError for a distance that is none, or that leads out of the region's border. */
export function requireDistances(distances: readonly number[], border: number): void {
  for (const distance of distances) {
    if (!(Number.isInteger(distance) && distance >= 1 && distance <= border)) {
      throw new RangeError(`a distance is an integer in [1, ${border}], got ${distance}`);
    }
  }
}

/** Offsets of one Chebyshev distance, of each ± pair the later in storage order: 13 for 1. */
function halfShell(distance: number): Vec3[] {
  const range = Array.from({ length: 2 * distance + 1 }, (_, n) => n - distance);
  return range
    .flatMap((dk) => range.flatMap((dj) => range.map((di): Vec3 => [di, dj, dk])))
    .filter((offset) => Math.max(...offset.map(Math.abs)) === distance)
    .filter(([di, dj, dk]) => dk > 0 || (dk === 0 && (dj > 0 || (dj === 0 && di > 0))));
}
