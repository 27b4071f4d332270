import type { TaskControl } from '#engine/jobs/task.ts';
import { readVoxels, type VoxelFile } from '#engine/store/voxel-file.ts';
import type { Vec3 } from '#native/image/volume.ts';
import { segmentAutomatically } from '#native/segmentation/automatic.ts';
import { segmentClick } from '#native/segmentation/one-click.ts';
import type { Proposal as Outline } from '#native/segmentation/proposal.ts';
import { boxRuns, centreOfRuns } from './mask-box.ts';
import { modelTasks } from './model-tasks.ts';
import { storeMask, type AutomaticResult, type FoundOutline } from './store-outline.ts';

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

/** Segmentation's work in worker threads, and that of models in processes. */
export const segmentTasks = {
  ...modelTasks,

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
