import { boundingBox, expandBox, type Box } from '../image/grid.ts';
import type { Vec3 } from '../image/volume.ts';
import { pieceHolding } from './flood.ts';

/** A region of the native grid: the voxels of its bounding box. */
export interface MaskBox extends Box {
  readonly data: Uint8Array;
}

/** A binary region of which only a box of voxels is kept; everything beyond is outside. */
export interface Region {
  readonly box: Box;
  /** 1 inside, 0 outside, for the voxels of the box. */
  readonly data: Uint8Array;
}

/** A connected region and its distance from the seed, 0 when it holds the seed; in voxels. */
export interface Piece extends Region {
  readonly seedDistance: number;
}

/** Room for the shell of a region; the nearest outside of any voxel inside lies in it, too. */
const margin: Vec3 = [1, 1, 1];

/** The same region with the voxels of another box; what lies beyond that box is lost. */
export function withBox({ box, data }: Region, target: Box): Region {
  const [nx, ny, nz] = target.dimensions;
  const [mx, my] = box.dimensions;
  const low = target.offset.map((o, axis) => Math.max(o, box.offset[axis]));
  const high = target.offset.map((o, axis) =>
    Math.min(o + target.dimensions[axis], box.offset[axis] + box.dimensions[axis]),
  );
  const result = new Uint8Array(nx * ny * nz);
  if (high[0] <= low[0]) return { box: target, data: result };
  for (let k = low[2]; k < high[2]; k++) {
    for (let j = low[1]; j < high[1]; j++) {
      const from = low[0] - box.offset[0] + mx * (j - box.offset[1] + my * (k - box.offset[2]));
      const to =
        low[0] - target.offset[0] + nx * (j - target.offset[1] + ny * (k - target.offset[2]));
      result.set(data.subarray(from, from + high[0] - low[0]), to);
    }
  }
  return { box: target, data: result };
}

/** The same region in the box that just holds it and one voxel around, where the grid has them. */
export function refit(region: Region, dimensions: Vec3): Region {
  const tight = boundingBox(region.data, region.box.dimensions);
  if (tight === undefined) return region;
  const [i, j, k] = region.box.offset.map((o, axis) => o + tight.offset[axis]);
  const placed = { offset: [i, j, k] as const, dimensions: tight.dimensions };
  return withBox(region, expandBox(placed, margin, dimensions));
}

/**
 * The 6-connected piece that holds the seed, or the one nearest to it.
 *
 * @param seed Voxel of the whole grid, which may lie outside the region's box.
 * @returns `undefined` when the region is empty.
 */
export function pieceAtSeed(region: Region, seed: Vec3, dimensions: Vec3): Piece | undefined {
  const nearest = nearestVoxel(region, seed);
  if (nearest === undefined) return undefined;
  const data = pieceHolding(region.data, region.box.dimensions, nearest.at);
  return { ...refit({ box: region.box, data }, dimensions), seedDistance: nearest.distance };
}

/** A native mask as a region. */
export function asRegion(mask: MaskBox): Region {
  return { box: mask, data: mask.data };
}

/** Dice overlap of two regions of the same grid, in [0, 1]; 1 when both are empty. */
export function diceOfRegions(a: Region, b: Region): number {
  const other = withBox(b, a.box).data;
  const total = a.data.reduce((sum, x) => sum + x, 0) + b.data.reduce((sum, x) => sum + x, 0);
  const both = a.data.reduce((sum, x, at) => sum + (x & other[at]), 0);
  return total === 0 ? 1 : (2 * both) / total;
}

function nearestVoxel({ box: { offset, dimensions }, data }: Region, seed: Vec3) {
  const [nx, ny, nz] = dimensions;
  let best = Infinity;
  let nearest = -1;
  for (let k = 0, at = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      const row = (offset[2] + k - seed[2]) ** 2 + (offset[1] + j - seed[1]) ** 2;
      if (row >= best) {
        at += nx;
        continue;
      }
      for (let i = 0; i < nx; i++, at++) {
        if (data[at] === 0) continue;
        const squared = row + (offset[0] + i - seed[0]) ** 2;
        if (squared >= best) continue;
        best = squared;
        nearest = at;
      }
    }
  }
  return nearest < 0 ? undefined : { at: nearest, distance: Math.sqrt(best) };
}
