import type { Box } from '../image/grid.ts';
import type { Vec3 } from '../image/volume.ts';

/** One possible outline in a region of interest; only its own box of voxels is kept. */
export interface Hypothesis {
  /** The region with a margin for its shell, inside the region of interest. */
  readonly box: Box;
  /** 1 inside, 0 outside, for the voxels of the box. */
  readonly data: Uint8Array;
  readonly traits: Traits;
  /** Predicted Dice with a reader's outline, in [0, 0.95]. */
  readonly predictedDice: number;
  readonly voxels: number;
  readonly centroid: Vec3;
}

/** What is measured of a hypothesis to judge it. Lengths in voxels of the region of interest. */
export interface Traits {
  /** Natural logarithm of the radius R of a ball of the same volume. */
  readonly logRadius: number;
  /** Largest inscribed ball over R: 1 for a ball, small for sheets and branches. */
  readonly inner: number;
  /** Share of the outer shell that is above the threshold: where we cut, not the image. */
  readonly cut: number;
  /** Distance of centroid and seed over R. */
  readonly offset: number;
  /** Voxels on the faces of the region of interest over V^(2/3), at most 1. */
  readonly border: number;
  /** Where the threshold lies between parenchyma (0) and core (1). */
  readonly alpha: number;
  /** Radius of the opening over R. */
  readonly openingRatio: number;
  /** Share of the outer shell outside the lung hull. */
  readonly wall: number;
}
