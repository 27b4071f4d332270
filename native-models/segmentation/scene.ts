import type { Grid } from '../image/grid.ts';
import { gaussian } from '../image/gaussian.ts';
import type { Vec3 } from '../image/volume.ts';
import { lungContext, type LungContext } from './lung-context.ts';
import { clickParameters } from './parameters.ts';
import { coreDensity, snapSeed } from './seed.ts';

/** A region of interest prepared for one seed. Lengths in its voxels. */
export interface Scene extends LungContext {
  readonly grid: Grid;
  /** Slightly smoothed HU, to which thresholds apply. */
  readonly smooth: Float32Array;
  /** Whole voxel from which regions are taken. */
  readonly seed: Vec3;
  /** HU of the lesion's core. */
  readonly coreHu: number;
}

/** @param click Whole voxel of the region of interest. */
export function prepareScene(hu: Float32Array, dimensions: Vec3, click: Vec3): Scene {
  const grid: Grid = { dimensions, spacingMm: [1, 1, 1] };
  const smooth = gaussian(hu, grid, clickParameters.smoothing.threshold);
  const bright = gaussian(hu, grid, clickParameters.smoothing.snap);
  const context = lungContext(hu, smooth, grid);
  const seed = snapSeed(bright, dimensions, click);
  const { parenchymaHu } = context;
  return {
    ...context,
    grid,
    smooth,
    seed,
    coreHu: coreDensity(smooth, dimensions, { seed, parenchymaHu }),
  };
}
