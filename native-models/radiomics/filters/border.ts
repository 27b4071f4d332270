/**
 * What a filter sees beyond the edge of an image of `n` voxels along an axis.
 *
 * - `zero`: nothing but 0.
 * - `nearest`: the edge voxel goes on for ever.
 * - `periodic`: the image begins anew.
 * - `periodic-even`: as `periodic`, but an image of odd size first repeats its first voxel at its
 *   end, as PyRadiomics does before it calls `pywt.swtn`, which accepts even sizes only.
 * - `mirror`: the image runs backwards, the edge voxel twice.
 * - `mirror-once`: the image runs backwards, the edge voxel once.
 */
export type Border = 'zero' | 'nearest' | 'periodic' | 'periodic-even' | 'mirror' | 'mirror-once';

/** Index in [0, n) of the voxel that stands for position `p`; `undefined` where the value is 0. */
export function voxelAt(p: number, n: number, border: Border): number | undefined {
  switch (border) {
    case 'zero':
      return p >= 0 && p < n ? p : undefined;
    case 'nearest':
      return Math.min(Math.max(p, 0), n - 1);
    case 'periodic':
      return modulo(p, n);
    case 'periodic-even':
      return modulo(p, n + (n % 2)) % n;
    case 'mirror': {
      const folded = modulo(p, 2 * n);
      return folded < n ? folded : 2 * n - 1 - folded;
    }
    case 'mirror-once': {
      const period = Math.max(1, 2 * n - 2);
      return Math.min(modulo(p, period), period - modulo(p, period));
    }
  }
}

function modulo(p: number, period: number): number {
  return ((p % period) + period) % period;
}
