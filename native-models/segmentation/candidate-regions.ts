import { squaredDistance } from '../image/distance-transform.ts';
import { expandBox, type Grid } from '../image/grid.ts';
import { dilate } from '../image/morphology.ts';
import { intersection, voxelsAbove } from '../image/select.ts';
import type { Vec3 } from '../image/volume.ts';
import { clickParameters, type HypothesisSearch } from './parameters.ts';
import { pieceAtSeed, withBox, type Piece, type Region } from './region.ts';
import type { Scene } from './scene.ts';

/** An outline to be judged, and how it was made. */
export interface Candidate extends Region {
  readonly alpha: number;
  /** HU above which voxels count as lesion. */
  readonly thresholdHu: number;
  /** Radius of the opening, or half the radius of the ball; in voxels. */
  readonly radius: number;
}

/**
 * Everything the lesion might be: the seed's piece above each of several thresholds, alone and
 * inside the closed lung, opened by balls of several sizes or, where it runs out of the region of
 * interest, cut by a ball round the seed. No single strength separates all lesions from vessels
 * and wall, so all are tried and judged later.
 */
export function* candidateRegions(scene: Scene, search: HypothesisSearch): Generator<Candidate> {
  const { smooth, hull, seed, grid, parenchymaHu, coreHu } = scene;
  const whole = { offset: [0, 0, 0], dimensions: grid.dimensions } as const;
  for (const alpha of search.alphas) {
    const thresholdHu = parenchymaHu + alpha * (coreHu - parenchymaHu);
    const bright = voxelsAbove(smooth, thresholdHu);
    const free = pieceAtSeed({ box: whole, data: bright }, seed, grid.dimensions);
    if (free === undefined) continue;
    // A piece that ends inside the region of interest needs no hull to hold it.
    const closed = !touchesFaces(free, grid.dimensions);
    const inHull = intersection(bright, hull);
    const held = closed
      ? undefined
      : pieceAtSeed({ box: whole, data: inHull }, seed, grid.dimensions);
    for (const piece of [free, held]) {
      if (piece === undefined) continue;
      for (const made of [
        ...openings(piece, scene, search.openings),
        ...balls(piece, scene, alpha),
      ]) {
        yield { ...made, alpha, thresholdHu };
      }
    }
  }
}

type Made = Pick<Candidate, 'box' | 'data' | 'radius'>;

/** The piece opened by growing balls, as long as something near the seed survives. */
function* openings(piece: Piece, { seed, grid }: Scene, radii: readonly number[]): Generator<Made> {
  const depth = squaredDistance(piece.data, unitGrid(piece.box.dimensions), { to: 'background' });
  for (const radius of radii) {
    const deep = voxelsAbove(depth, radius * radius);
    const core = pieceAtSeed({ box: piece.box, data: deep }, seed, grid.dimensions);
    if (core === undefined || core.seedDistance > radius + clickParameters.openingReach) return;
    // What is too large already only grows.
    if (voxelsIn(core) > clickParameters.plausible.maximumVolume) continue;
    const grown = radius === 0 ? core : regrow(core, piece, radius, grid.dimensions);
    const region = pieceAtSeed(grown, seed, grid.dimensions);
    if (region !== undefined) yield { box: region.box, data: region.data, radius };
  }
}

function voxelsIn({ data }: Region): number {
  let count = 0;
  for (let at = 0; at < data.length; at++) count += data[at];
  return count;
}

function regrow(core: Region, piece: Region, radius: number, dimensions: Vec3): Region {
  const reach = radius + clickParameters.openingRegrowth;
  // The core's box already has room for one of them.
  const steps = Math.ceil(reach) - 1;
  const box = expandBox(core.box, [steps, steps, steps], dimensions);
  const grown = dilate(withBox(core, box).data, unitGrid(box.dimensions), reach);
  const within = withBox(piece, box).data;
  return { box, data: intersection(grown, within) };
}

/** The part of an open piece inside balls that drift from the seed to the mass around them. */
function* balls(piece: Piece, { seed, grid }: Scene, alpha: number): Generator<Made> {
  const { radii, alphas } = clickParameters.balls;
  if (!(alphas as readonly number[]).includes(alpha)) return;
  if (!touchesFaces(piece, grid.dimensions)) return;
  for (const radius of radii) {
    const centre = driftedCentre(piece, seed, radius);
    const cut = pieceAtSeed(ballCut(piece, centre, radius), seed, grid.dimensions);
    if (cut !== undefined) yield { box: cut.box, data: cut.data, radius: radius / 2 };
  }
}

/** Mean shift: the centre follows the centroid of the piece inside the ball, on a leash. */
function driftedCentre(piece: Piece, seed: Vec3, radius: number): Vec3 {
  const { steps, drift } = clickParameters.balls;
  let centre = seed;
  for (let step = 0; step < steps; step++) {
    const sum = [0, 0, 0, 0];
    forEachVoxelInBall(piece, centre, radius, (_at, i, j, k) => {
      sum[0] += i;
      sum[1] += j;
      sum[2] += k;
      sum[3]++;
    });
    if (sum[3] === 0) return centre;
    const move = seed.map((s, axis) => sum[axis] / sum[3] - s);
    const length = Math.hypot(...move);
    const share = Math.min(1, (drift * radius) / Math.max(length, 1e-9));
    centre = [seed[0] + share * move[0], seed[1] + share * move[1], seed[2] + share * move[2]];
  }
  return centre;
}

function ballCut(piece: Piece, centre: Vec3, radius: number): Region {
  const data = new Uint8Array(piece.data.length);
  forEachVoxelInBall(piece, centre, radius, (at) => {
    data[at] = 1;
  });
  return { box: piece.box, data };
}

type VisitVoxel = (at: number, i: number, j: number, k: number) => void;

/** Visits the region's voxels inside a ball, with their index in the whole grid. */
function forEachVoxelInBall(region: Region, centre: Vec3, radius: number, visit: VisitVoxel): void {
  const { offset, dimensions } = region.box;
  const low = offset.map((o, axis) => Math.max(o, Math.ceil(centre[axis] - radius)));
  const high = offset.map((o, axis) =>
    Math.min(o + dimensions[axis] - 1, Math.floor(centre[axis] + radius)),
  );
  for (let k = low[2]; k <= high[2]; k++) {
    for (let j = low[1]; j <= high[1]; j++) {
      for (let i = low[0]; i <= high[0]; i++) {
        const squared = (i - centre[0]) ** 2 + (j - centre[1]) ** 2 + (k - centre[2]) ** 2;
        if (squared > radius * radius) continue;
        const at =
          i - offset[0] + dimensions[0] * (j - offset[1] + dimensions[1] * (k - offset[2]));
        if (region.data[at] === 1) visit(at, i, j, k);
      }
    }
  }
}

/** A box that does not reach the faces needs no look at its voxels. */
function touchesFaces(region: Region, dimensions: Vec3): boolean {
  const { box, data } = region;
  const [nx, ny, nz] = box.dimensions;
  const atFace = box.offset.some(
    (o, axis) => o === 0 || o + box.dimensions[axis] === dimensions[axis],
  );
  if (!atFace) return false;
  for (let k = 0, at = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++, at++) {
        if (data[at] === 0) continue;
        if (onFace(box.offset[0] + i, dimensions[0])) return true;
        if (onFace(box.offset[1] + j, dimensions[1])) return true;
        if (onFace(box.offset[2] + k, dimensions[2])) return true;
      }
    }
  }
  return false;
}

function onFace(index: number, count: number): boolean {
  return index === 0 || index === count - 1;
}

function unitGrid(dimensions: Vec3): Grid {
  return { dimensions, spacingMm: [1, 1, 1] };
}
