import { maskOfRuns, type MaskRuns } from '#contract/mask-runs.ts';
import type { Proposal } from '#contract/procedures/annotation.ts';
import type { TaskControl } from '#engine/jobs/task.ts';
import { writeMaskFile } from '#engine/store/mask-file.ts';
import { readVoxels, type VoxelFile } from '#engine/store/voxel-file.ts';
import type { Vec3 } from '#native/image/volume.ts';
import { segmentAutomatically } from '#native/segmentation/automatic.ts';
import { segmentClick } from '#native/segmentation/one-click.ts';
import type { Proposal as Outline } from '#native/segmentation/proposal.ts';
import { liveMeasures } from './live-measures.ts';
import { boxRuns, centreOfRuns } from './mask-box.ts';
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

interface AutomaticOrder {
  readonly volume: VoxelFile;
  /** Where the mask of the best outline is written. */
  readonly objects: string;
}

interface ClickOrder {
  readonly volume: VoxelFile;
  /** Voxel indices. */
  readonly points: readonly Vec3[];
}

/** Segmentation's work in worker threads. */
export const segmentTasks = {
  /** Reads a case before the first click asks for it. */
  'load-volume': (volume: VoxelFile): void => void readVoxels(volume),

  'segment-automatic': (
    { volume, objects }: AutomaticOrder,
    { report }: TaskControl,
  ): AutomaticResult => {
    const found = segmentAutomatically(readVoxels(volume), (share, stage) => report(share, stage));
    const outlines = found.map((outline) => toFound(outline, volume));
    const best = outlines.at(0);
    return { outlines, mask: best ? storeMask(best.runs, volume, objects) : null };
  },

  'segment-click': ({ volume, points }: ClickOrder, { report }: TaskControl): FoundOutline[] =>
    segmentClick(readVoxels(volume), points, (share, stage) => report(share, stage)).map(
      (outline) => toFound(outline, volume),
    ),
};

export type SegmentTasks = typeof segmentTasks;

function toFound(outline: Outline, { geometry }: VoxelFile): FoundOutline {
  const { confidence, verdict, reasons, volumeMm3, diameterMm } = outline;
  const runs = boxRuns(outline.mask, geometry.dimensions);
  return {
    runs,
    confidence: { value: confidence, verdict, reasons: [...reasons] },
    centreIjk: centreOfRuns(runs, geometry.dimensions),
    volumeMm3,
    diameterMm,
  };
}

function storeMask(runs: MaskRuns, { geometry }: VoxelFile, objects: string): FoundMask {
  const [nx, ny, nz] = geometry.dimensions;
  const mask = maskOfRuns(runs, nx * ny * nz);
  const drawn = touchedSlices(runs, nx * ny);
  const { voxels, volumeMm3, longAxis } = liveMeasures(mask, geometry, drawn).read();
  const { sha256 } = writeMaskFile(objects, runs);
  return { sha256, voxels, volumeMm3, longAxisMm: longAxis?.lengthMm ?? 0 };
}
