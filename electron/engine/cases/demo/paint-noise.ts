import type { Geometry } from '#native/image/volume.ts';
import type { Random } from '#native/numeric/random.ts';
import type { Acquisition } from './scanner.ts';
import { noiseTile } from './texture.ts';

/** Range of HU that 12 stored bits with an intercept of -1024 can hold. */
export const HU_RANGE = [-1024, 3071] as const;
const TILE = 256;

/**
 * Adds the scanner's noise: two random cuttings of one correlated tile per slice (so that no pattern
 * returns), strongest in the middle of the body where fewest photons arrive.
 */
export function paintNoise(
  hu: Int16Array,
  geometry: Geometry,
  acquisition: Acquisition,
  random: Random,
): void {
  const [nx, ny, nz] = geometry.dimensions;
  const tile = noiseTile(random, {
    size: TILE,
    depth: 1,
    sigma: acquisition.grainMm / acquisition.pixelSpacingMm,
    sigmaK: 0,
    sharpening: acquisition.sharpening,
  }).data;
  const across = falloff(nx, geometry.spacingMm[0], 150);
  const along = falloff(ny, geometry.spacingMm[1], 130);
  const wrap = TILE - 1;
  let at = 0;
  for (let k = 0; k < nz; k += 1) {
    const [ai, aj, bi, bj] = [0, 0, 0, 0].map(() => random.integer(TILE));
    for (let j = 0; j < ny; j += 1) {
      const sigma = acquisition.noiseHu * Math.SQRT1_2 * along[j];
      const a = TILE * ((j + aj) & wrap);
      const b = TILE * ((bj - j) & wrap);
      for (let i = 0; i < nx; i += 1) {
        const grain = tile[a + ((i + ai) & wrap)] + tile[b + ((bi - i) & wrap)];
        const value = hu[at] + sigma * across[i] * grain;
        hu[at] = value < HU_RANGE[0] ? HU_RANGE[0] : value > HU_RANGE[1] ? HU_RANGE[1] : value;
        at += 1;
      }
    }
  }
}

/** 1 in the middle, 0.5 far from it. */
function falloff(n: number, spacing: number, widthMm: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => {
    const mm = (i - (n - 1) / 2) * spacing;
    return 0.5 + 0.5 * Math.exp(-((mm / widthMm) ** 2));
  });
}
