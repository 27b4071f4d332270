/**
 * Every number of the one-click algorithm, in one place.
 *
 * Lengths are in voxels of the region of interest, whose voxels are cubes of 1 mm (or a whole
 * multiple for large masses); intensities are in HU. Chosen on reader outlines of 71 lung nodules
 * of 6 to 31 mm; see `scripts/bench/segmentation.ts` for what they reach.
 */
export const clickParameters = {
  /** Edge of the region of interest round the click. */
  roiSize: 51,
  /** Smoothing of the image that thresholds apply to, and of the one in which the seed climbs. */
  smoothing: { threshold: 0.5, snap: 1 },
  /** Lung air: below this, in pieces at least this large; true lung is above `outsideAirHu`. */
  air: { belowHu: -500, minimumVolume: 500, outsideAirHu: -980 },
  /** Median of lung air; the default stands in when fewer than `minimumVoxels` are seen. */
  parenchyma: { lowestHu: -950, highestHu: -700, defaultHu: -850, minimumVoxels: 200 },
  /** Ball that closes the lung over pleural nodules and vessels. */
  hullRadius: 12,
  /** The seed climbs within `radius` to the brightest place, less a price per voxel of distance. */
  snap: { radius: 2, brightestHu: 50, priceHu: 40 },
  /** Density of the core: a percentile in the cube of this half edge round the seed. */
  core: { halfEdge: 2, percentile: 0.75, aboveParenchymaHu: 120, highestHu: 80 },
  /** Threshold = parenchyma + alpha (core - parenchyma). */
  alphas: [0.2, 0.3, 0.4, 0.5, 0.62],
  /** Radii of the openings that cut vessels and pleura off. */
  openings: [0, 1, 1.5, 2, 2.5, 3, 4, 5, 6.5, 8, 10, 12],
  /** An opened core may lie this much farther from the seed than its radius. */
  openingReach: 1.5,
  /** The opened core grows back by its radius and this. */
  openingRegrowth: 0.5,
  /** Balls for broad contact with the wall, tried at these alphas when the region is open. */
  balls: { radii: [4, 5.5, 7, 9, 11.5, 14.5], alphas: [0.2, 0.4, 0.62], steps: 3, drift: 0.6 },
  /** Hypotheses outside these are dropped; the distance is from the seed, in equivalent radii. */
  plausible: { minimumVolume: 30, maximumVolume: 40_000, centroidRadii: 1.3 },
  /** The best few vote; a difference of `temperature` in predicted Dice weighs e times. */
  vote: { voters: 15, temperature: 0.05 },
  /** Price of leaving the whole stroke out, in predicted Dice. */
  strokePrice: 0.25,
  /**
   * Regions of interest of 51 mm, then wider ones while the lesion does not fit the last; what
   * needed more than one is given at most this confidence. A wider outline leads when it holds
   * this share of the narrow one and `clearerBy` less of its shell is above the threshold.
   */
  masses: { scales: [1, 2, 3], confidence: 0.7, heldShare: 0.9, clearerBy: 0.2 },
  /** When not sure: this many readings, each two with a Dice of at most this. */
  alternatives: { count: 3, dice: 0.75 },
} as const;

/** The same search with fewer hypotheses, for many candidates in a row. */
export const quickSearch: HypothesisSearch = {
  alphas: [0.2, 0.4],
  openings: [0, 1, 2, 3, 5, 8, 12],
};

export const fullSearch: HypothesisSearch = {
  alphas: clickParameters.alphas,
  openings: clickParameters.openings,
};

/** How many hypotheses are tried. */
export interface HypothesisSearch {
  readonly alphas: readonly number[];
  readonly openings: readonly number[];
}
