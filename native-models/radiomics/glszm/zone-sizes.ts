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

/**
 * Joins each voxel with those of its neighbours before it that have its level. This makes a forest:
 * each zone is a tree, and the top of a tree the first of its voxels.
 */
function zoneSizesOf({ voxels, steps }: MatrixPart, region: TextureRegion): SizeMatrix {
  const { ranks, greyLevels } = region;
  const back = Int32Array.from(steps);
  const parent = new Int32Array(ranks.length);
  for (let v = 0; v < voxels.length; v += 1) {
    const voxel = voxels[v];
    const rank = ranks[voxel];
    // A bit per direction instead of a condition: in noise no branch prediction helps.
    let alike = 0;
    for (let n = 0; n < back.length; n += 1) {
      alike |= Number(ranks[voxel - back[n]] === rank) << n;
    }
    let top = voxel;
    parent[voxel] = voxel;
    for (; alike !== 0; alike &= alike - 1) {
      const direction = 31 - Math.clz32(alike & -alike);
      const other = topOf(voxel - back[direction], parent);
      parent[Math.max(top, other)] = Math.min(top, other);
      top = Math.min(top, other);
    }
    parent[voxel] = top;
  }
  return sizeMatrix(zoneCounts(voxels, treeSizes(voxels, parent), region), greyLevels);
}

/** The top of a voxel's tree; each step on the way up makes it shorter. */
function topOf(voxel: number, parent: Int32Array): number {
  let at = voxel;
  while (parent[at] !== at) {
    parent[at] = parent[parent[at]];
    at = parent[at];
  }
  return at;
}

/** Per voxel of the box the size of the tree it is the top of; 0 for all others. */
function treeSizes(voxels: Int32Array, parent: Int32Array): Int32Array {
  const sizes = new Int32Array(parent.length);
  for (let v = 0; v < voxels.length; v += 1) {
    const voxel = voxels[v];
    // A parent comes before its children and so already has its top for a parent.
    parent[voxel] = parent[parent[voxel]];
    sizes[parent[voxel]] += 1;
  }
  return sizes;
}

/** A zone may be large, so that only sizes that occur have a column. */
function zoneCounts(
  voxels: Int32Array,
  zoneSize: Int32Array,
  { ranks, greyLevels }: TextureRegion,
): SizeCounts {
  const columnOf = new Int32Array(voxels.length + 1);
  for (let v = 0; v < voxels.length; v += 1) columnOf[zoneSize[voxels[v]]] = 1;
  const sizes: number[] = [];
  for (let size = 1; size < columnOf.length; size += 1) {
    if (columnOf[size] === 1) columnOf[size] = sizes.push(size) - 1;
  }
  const counts = new Int32Array(greyLevels.length * sizes.length);
  for (let v = 0; v < voxels.length; v += 1) {
    const size = zoneSize[voxels[v]];
    if (size > 0) counts[ranks[voxels[v]] * sizes.length + columnOf[size]] += 1;
  }
  return { counts, sizes };
}
