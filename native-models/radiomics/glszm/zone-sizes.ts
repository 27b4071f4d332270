import { undirectedParts, type MatrixPart } from '../texture/matrix-parts.ts';
import { sizeMatrix, type SizeCounts, type SizeMatrix } from '../texture/size-matrix.ts';
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
  const zones = { ranks: new Int32Array(voxels.length), sizes: new Int32Array(voxels.length) };
  let found = 0;
  const unvisited = region.ranks.slice();
  const bothWays = Int32Array.from(steps.flatMap((step) => [step, -step]));
  // One entry more than voxels, since a neighbour is written down before it is known to belong.
  const zone = new Int32Array(voxels.length + 1);
  for (let v = 0; v < voxels.length; v += 1) {
    const rank = unvisited[voxels[v]];
    if (rank === 0) continue;
    unvisited[voxels[v]] = 0;
    zone[0] = voxels[v];
    let size = 1;
    for (let done = 0; done < size; done += 1) {
      for (let n = 0; n < bothWays.length; n += 1) {
        const neighbour = zone[done] + bothWays[n];
        // Products, not a condition: in noise no branch prediction helps.
        const belongs = Number(unvisited[neighbour] === rank);
        unvisited[neighbour] *= 1 - belongs;
        zone[size] = neighbour;
        size += belongs;
      }
    }
    zones.ranks[found] = rank;
    zones.sizes[found] = size;
    found += 1;
  }
  const { ranks, sizes } = zones;
  return sizeMatrix(
    zoneCounts(ranks.subarray(0, found), sizes.subarray(0, found), region.greyLevels.length),
    region.greyLevels,
  );
}

/** A zone may be large, so that only sizes that occur have a column. */
function zoneCounts(ranks: Int32Array, sizes: Int32Array, rows: number): SizeCounts {
  const largest = sizes.reduce((a, b) => Math.max(a, b), 0);
  const columnOf = new Int32Array(largest + 1);
  for (const size of sizes) columnOf[size] = 1;
  const occurring: number[] = [];
  for (let size = 1; size <= largest; size += 1) {
    if (columnOf[size] === 1) columnOf[size] = occurring.push(size) - 1;
  }
  const counts = new Int32Array(rows * occurring.length);
  for (let n = 0; n < ranks.length; n += 1) {
    counts[ranks[n] * occurring.length + columnOf[sizes[n]]] += 1;
  }
  return { counts, sizes: occurring };
}
