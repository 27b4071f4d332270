import { squaredDistance } from '../image/distance-transform.ts';
import type { Vec3 } from '../image/volume.ts';
import type { Candidate } from './candidate-regions.ts';
import type { Traits } from './hypothesis.ts';
import { withBox, type Region } from './region.ts';
import type { Scene } from './scene.ts';

/** How large a region is and where; in voxels of the region of interest. */
export interface Extent {
  readonly voxels: number;
  readonly centroid: Vec3;
  /** Voxels on the faces of the region of interest. */
  readonly onFaces: number;
}

/** Radius of the ball of a volume. */
export function equivalentRadius(volume: number): number {
  return Math.cbrt((3 * volume) / (4 * Math.PI));
}

/** @param dimensions Those of the region of interest. */
export function extentOf({ box, data }: Region, [mx, my, mz]: Vec3): Extent {
  const [nx, ny, nz] = box.dimensions;
  const sum = [0, 0, 0];
  let voxels = 0;
  let onFaces = 0;
  for (let k = 0, at = 0; k < nz; k++) {
    const z = box.offset[2] + k;
    for (let j = 0; j < ny; j++) {
      const y = box.offset[1] + j;
      const faceRow = y === 0 || z === 0 || y === my - 1 || z === mz - 1;
      for (let i = 0; i < nx; i++, at++) {
        if (data[at] === 0) continue;
        const x = box.offset[0] + i;
        voxels++;
        sum[0] += x;
        sum[1] += y;
        sum[2] += z;
        if (faceRow || x === 0 || x === mx - 1) onFaces++;
      }
    }
  }
  return { voxels, centroid: [sum[0] / voxels, sum[1] / voxels, sum[2] / voxels], onFaces };
}

/** Measures what tells a good outline from a bad one; see `Traits`. */
export function traitsOf(candidate: Candidate, extent: Extent, scene: Scene): Traits {
  const { voxels, centroid, onFaces } = extent;
  const radius = equivalentRadius(voxels);
  const padded = withMargin(candidate, scene.grid.dimensions);
  const { cut, wall } = shellShares(padded, candidate.thresholdHu, scene);
  return {
    logRadius: Math.log(radius),
    inner: inscribedRadius(padded) / (radius + 0.5),
    cut,
    offset: Math.hypot(...scene.seed.map((s, axis) => centroid[axis] - s)) / radius,
    border: Math.min(1, onFaces / voxels ** (2 / 3)),
    alpha: candidate.alpha,
    openingRatio: candidate.radius / radius,
    wall,
  };
}

/** Room on every side, also where the region of interest ends: beyond it all is outside. */
function withMargin(region: Region, dimensions: Vec3): Region {
  const { box } = region;
  const below = box.offset.map((o) => +(o === 0));
  const above = box.offset.map((o, axis) => +(o + box.dimensions[axis] === dimensions[axis]));
  const [i, j, k] = box.offset.map((o, axis) => o - below[axis]);
  const [nx, ny, nz] = box.dimensions.map((n, axis) => n + below[axis] + above[axis]);
  return withBox(region, { offset: [i, j, k], dimensions: [nx, ny, nz] });
}

/** Radius of the largest ball inside. */
function inscribedRadius({ box, data }: Region): number {
  const grid = { dimensions: box.dimensions, spacingMm: [1, 1, 1] } as const;
  const squared = squaredDistance(data, grid, { to: 'background' });
  let most = 0;
  for (let at = 0; at < squared.length; at++) if (squared[at] > most) most = squared[at];
  return Math.sqrt(most);
}

/** Shares of the shell just outside that are above the threshold, and outside the lung hull. */
function shellShares(padded: Region, thresholdHu: number, { smooth, hull, grid }: Scene) {
  const { offset, dimensions } = padded.box;
  const [nx, ny, nz] = dimensions;
  const [mx, my, mz] = grid.dimensions;
  const shell = outerShell(padded);
  let count = 0;
  let above = 0;
  let beyond = 0;
  for (let k = 0, at = 0; k < nz; k++) {
    const z = offset[2] + k;
    for (let j = 0; j < ny; j++) {
      const y = offset[1] + j;
      const inside = y >= 0 && z >= 0 && y < my && z < mz;
      for (let i = 0; i < nx; i++, at++) {
        const x = offset[0] + i;
        if (shell[at] === 0 || !inside || x < 0 || x >= mx) continue;
        const whole = x + mx * (y + my * z);
        count++;
        if (smooth[whole] > thresholdHu) above++;
        if (hull[whole] === 0) beyond++;
      }
    }
  }
  return { cut: above / Math.max(1, count), wall: beyond / Math.max(1, count) };
}

/**
 * 1 for the voxels outside the region that touch it by a face or an edge (nearer than 1.5 voxels).
 *
 * @param region With a margin of one voxel, so that no step leaves the box.
 */
function outerShell({ box: { dimensions }, data }: Region): Uint8Array {
  const [nx, ny] = dimensions;
  const steps = [-1, 0, 1]
    .flatMap((dk) => [-1, 0, 1].flatMap((dj) => [-1, 0, 1].map((di) => [di, dj, dk])))
    .filter(([di, dj, dk]) => [1, 2].includes(di * di + dj * dj + dk * dk))
    .map(([di, dj, dk]) => di + nx * (dj + ny * dk));
  const shell = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at++) {
    if (data[at] === 0) continue;
    // Deep inside: an edge neighbour that is outside is the face neighbour of one of these six.
    const faces = data[at - 1] + data[at + 1] + data[at - nx] + data[at + nx];
    if (faces + data[at - nx * ny] + data[at + nx * ny] === 6) continue;
    for (const step of steps) if (data[at + step] === 0) shell[at + step] = 1;
  }
  return shell;
}
