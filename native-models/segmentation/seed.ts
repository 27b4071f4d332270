import type { Vec3 } from '../image/volume.ts';
import { clickParameters } from './parameters.ts';

/** Moves a click that missed a little to the brightest place nearby. Indices of whole voxels. */
export function snapSeed(bright: Float32Array, [nx, ny, nz]: Vec3, click: Vec3): Vec3 {
  const { radius, brightestHu, priceHu } = clickParameters.snap;
  let best = -Infinity;
  let seed = click;
  for (let dk = -radius; dk <= radius; dk++) {
    for (let dj = -radius; dj <= radius; dj++) {
      for (let di = -radius; di <= radius; di++) {
        const distance = Math.hypot(di, dj, dk);
        const [i, j, k] = [click[0] + di, click[1] + dj, click[2] + dk];
        const outside = i < 0 || j < 0 || k < 0 || i >= nx || j >= ny || k >= nz;
        if (distance > radius || outside) continue;
        const score = Math.min(bright[i + nx * (j + ny * k)], brightestHu) - priceHu * distance;
        if (score <= best) continue;
        best = score;
        seed = [i, j, k];
      }
    }
  }
  return seed;
}

/** HU of the densest part round the seed, kept between ground glass and soft tissue. */
export function coreDensity(
  smooth: Float32Array,
  [nx, ny, nz]: Vec3,
  { seed, parenchymaHu }: { readonly seed: Vec3; readonly parenchymaHu: number },
): number {
  const { halfEdge, percentile, aboveParenchymaHu, highestHu } = clickParameters.core;
  const values: number[] = [];
  const range = (centre: number, count: number) =>
    Array.from({ length: 2 * halfEdge + 1 }, (_, t) => centre - halfEdge + t).filter(
      (index) => index >= 0 && index < count,
    );
  for (const k of range(seed[2], nz)) {
    for (const j of range(seed[1], ny)) {
      for (const i of range(seed[0], nx)) values.push(smooth[i + nx * (j + ny * k)]);
    }
  }
  values.sort((a, b) => a - b);
  const rank = percentile * (values.length - 1);
  const low = Math.floor(rank);
  const core = values[low] + (rank - low) * ((values[low + 1] ?? values[low]) - values[low]);
  return Math.min(highestHu, Math.max(parenchymaHu + aboveParenchymaHu, core));
}
