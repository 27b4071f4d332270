import { labelComponents } from '../image/connected-components.ts';
import type { Grid } from '../image/grid.ts';
import { close } from '../image/morphology.ts';
import { selectVoxels, valuesInside } from '../image/select.ts';
import { clickParameters } from './parameters.ts';

/** What surrounds a lesion: how dense its lung is and where the lung would end without it. */
export interface LungContext {
  /** HU of lung parenchyma. */
  readonly parenchymaHu: number;
  /** Lung air closed over vessels and pleural bulges; 1 inside. */
  readonly hull: Uint8Array;
}

/**
 * @param hu Region of interest as resampled.
 * @param smooth The same, slightly smoothed, in which air is found.
 * @param grid Cubic voxels of unit length.
 */
export function lungContext(hu: Float32Array, smooth: Float32Array, grid: Grid): LungContext {
  const air = lungAir(smooth, grid);
  return {
    parenchymaHu: parenchyma(hu, air),
    hull: close(air, grid, clickParameters.hullRadius),
  };
}

function lungAir(smooth: Float32Array, grid: Grid): Uint8Array {
  const { belowHu, minimumVolume } = clickParameters.air;
  const air = selectVoxels(smooth, (value) => value < belowHu);
  const { labels, sizes } = labelComponents(air, grid.dimensions);
  return selectVoxels(labels, (label) => label > 0 && sizes[label] >= minimumVolume);
}

/** Median of the lung air, the air of the room and of the airways' lumen left out. */
function parenchyma(hu: Float32Array, air: Uint8Array): number {
  const { lowestHu, highestHu, defaultHu, minimumVoxels } = clickParameters.parenchyma;
  const lung = selectVoxels(
    air,
    (inside, at) => inside === 1 && hu[at] > clickParameters.air.outsideAirHu,
  );
  const values = valuesInside(hu, lung);
  if (values.length < minimumVoxels) return defaultHu;
  values.sort();
  return Math.min(highestHu, Math.max(lowestHu, values[values.length >> 1]));
}
