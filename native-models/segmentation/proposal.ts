import type { Vec3 } from '../image/volume.ts';
import type { Reason, Verdict } from './confidence.ts';
import type { MaskBox } from './region.ts';

/** A lesion outline offered to the reader, on the native grid. */
export interface Proposal {
  /** The voxels of the mask's bounding box; everything beyond is outside. */
  readonly mask: MaskBox;
  /** LPS position of the mask's centroid in mm. */
  readonly centreMm: Vec3;
  readonly volumeMm3: number;
  /** Diameter of the ball of the same volume in mm. */
  readonly diameterMm: number;
  /** Estimated chance that a reader would agree (Dice of at least 0.65), in [0, 1]. */
  readonly confidence: number;
  readonly verdict: Verdict;
  /** Why the verdict is not `accept`; empty when it is. */
  readonly reasons: readonly Reason[];
}

/** Called between steps with the share done in [0, 1] and the step that begins. */
export type OnProgress = (fraction: number, stage: Stage) => void;

export type Stage = 'resampling' | 'lungs' | 'candidates' | 'outlines' | 'done';
