/** Every number of the automatic search, in one place. Lengths in mm, intensities in HU. */
export const automaticParameters = {
  /** Edge of the voxels in which lungs and candidates are found. */
  voxelMm: 1.5,
  lungs: {
    /** Air is below this. */
    belowHu: -500,
    /** Air at the sides of the image is the room's when its median is below this … */
    roomHu: -930,
    /** … or when it fills more than this share of the sides. */
    roomShare: 0.5,
    /** A lung is larger than this many mm³, and than this share of the largest one. */
    minimumMm3: 60_000,
    minimumShare: 0.1,
  },
  /** Room kept around the lungs, and the ball that closes them over pleural nodules. */
  hullMm: 12,
  /** Soft tissue is levelled at this, so that bone and contrast do not outshine nodules. */
  brightestHu: 100,
  /** Sizes of blobs looked for, as standard deviations; from `coarseFromMm` on a grid half as fine. */
  sigmasMm: [1.5, 2.1, 3, 4.2, 6, 8.5],
  coarseFromMm: 4.2,
  /** A blob stands out by this much (normalised Laplacian). */
  minimumContrastHu: 60,
  /** Two blobs nearer than this many standard deviations of the larger one are the same. */
  separation: 1.73,
  /** This many of the best blobs are outlined, this many distinct ones are returned. */
  outlined: 12,
  returned: 5,
  /** Proposals with a Dice above this are the same lesion. */
  sameDice: 0.3,
  /** The first may be accepted only when its score is this many times that of the second. */
  lead: 2,
} as const;
