import { undirectedParts, type MatrixPart } from '../texture/matrix-parts.ts';
import { roomFor, sizeMatrix, type SizeMatrix } from '../texture/size-matrix.ts';
import type { TextureRegion } from '../texture/texture-region.ts';
import type { TextureSettings } from '../texture/texture-settings.ts';

/**
 * Grey level size zone matrices: connected voxels of one grey level, 26-connected in 3D and
 * 8-connected in slices.
 */
export function zoneSizes(
  region: TextureRegion,
  { aggregation }: Pick<TextureSettings, 'aggregation'>,
): readonly SizeMatrix[] {
  return undirectedParts(region, aggregation).map((part) => zoneSizesOf(part, region));
}

function zoneSizesOf({ voxels, steps }: MatrixPart, region: TextureRegion): SizeMatrix {
  const zones = roomFor(voxels.length);
  const unvisited = region.ranks.slice();
  const bothWays = Int32Array.from(steps.flatMap((step) => [step, -step]));
  const zone = new Int32Array(voxels.length);
  for (const seed of voxels) {
    const rank = unvisited[seed];
    if (rank === 0) continue;
    unvisited[seed] = 0;
    zone[0] = seed;
    let size = 1;
    for (let done = 0; done < size; done += 1) {
      for (let n = 0; n < bothWays.length; n += 1) {
        const neighbour = zone[done] + bothWays[n];
        if (unvisited[neighbour] !== rank) continue;
        unvisited[neighbour] = 0;
        zone[size++] = neighbour;
      }
    }
    zones.ranks[zones.length] = rank;
    zones.sizes[zones.length] = size;
    zones.length += 1;
  }
  return sizeMatrix(zones, region.greyLevels);
}
