import { maskOfRuns, type MaskRuns } from '#contract/mask-runs.ts';
import type { Proposal } from '#contract/procedures/annotation.ts';
import { writeMaskFile } from '#engine/store/mask-file.ts';
import type { VoxelFile } from '#engine/store/voxel-file.ts';
import { liveMeasures } from './live-measures.ts';
import { touchedSlices } from './xor-runs.ts';

/** An outline without the identity that the library gives it. */
export type FoundOutline = Pick<
  Proposal,
  'confidence' | 'centreIjk' | 'volumeMm3' | 'diameterMm'
> & { readonly runs: MaskRuns };

/** The best automatic outline as a stored mask. */
export interface FoundMask {
  readonly sha256: string;
  readonly voxels: number;
  readonly volumeMm3: number;
  readonly longAxisMm: number;
}

export interface AutomaticResult {
  readonly outlines: readonly FoundOutline[];
  readonly mask: FoundMask | null;
}

/** Writes the outline's voxels as an object and measures them. */
export function storeMask(runs: MaskRuns, { geometry }: VoxelFile, objects: string): FoundMask {
  const [nx, ny, nz] = geometry.dimensions;
  const mask = maskOfRuns(runs, nx * ny * nz);
  const drawn = touchedSlices(runs, nx * ny);
  const { voxels, volumeMm3, longAxis } = liveMeasures(mask, geometry, drawn).read();
  const { sha256 } = writeMaskFile(objects, runs);
  return { sha256, voxels, volumeMm3, longAxisMm: longAxis?.lengthMm ?? 0 };
}
