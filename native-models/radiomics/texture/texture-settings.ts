/**
 * How matrices of slices and directions become one value, by IBSI's names.
 *
 * 2D and 2.5D look at neighbours in the plane of i and j only. "Averaged" computes a feature per
 * matrix and takes the mean, "merged" adds the counts up first. Families without directions (zones,
 * dependence, neighbourhood differences) know only 2D (mean over the slices), 2.5D (slices merged)
 * and 3D.
 */
export type Aggregation =
  | '2D, averaged'
  | '2D, slice-merged'
  | '2.5D, direction-merged'
  | '2.5D, merged'
  | '3D, averaged'
  | '3D, merged';

/** What the texture families can be told, besides the binning. */
export interface TextureSettings {
  readonly aggregation: Aggregation;
  /**
   * Chebyshev distances of neighbours in voxels, each an integer ≥ 1. Runs and zones always join
   * direct neighbours.
   */
  readonly distances: readonly number[];
  /** Largest difference in grey levels at which a neighbour counts as dependent (GLDM); ≥ 0. */
  readonly dependenceTolerance: number;
}

/** PyRadiomics' defaults, which are also what IBSI computes its reference values with. */
export const defaultTextureSettings: TextureSettings = {
  aggregation: '3D, averaged',
  distances: [1],
  dependenceTolerance: 0,
};
