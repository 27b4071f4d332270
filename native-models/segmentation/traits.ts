import { squaredDistance } from '../image/distance-transform.ts';
import type { Vec3 } from '../image/volume.ts';
import type { Candidate } from './candidate-regions.ts';
import type { Traits } from './hypothesis.ts';
import { withBox, type Region } from './region.ts';
import type { Scene } from './scene.ts';

/** A candidate's traits with the sizes they were computed from. */
export interface Measured {
  readonly traits: Traits;
  readonly voxels: number;
  /** In voxels of the region of interest. */
  readonly centroid: Vec3;
}

/** Radius of the ball of a volume. */
export function equivalentRadius(volume: number): number {
  return Math.cbrt((3 * volume) / (4 * Math.PI));
}

/** Measures what tells a good outline from a bad one; see `Traits`. */
export function measureCandidate(candidate: Candidate, scene: Scene): Measured {
  const { voxels, centroid, onFaces } = extent(candidate, scene.grid.dimensions);
  const radius = equivalentRadius(voxels);
  const { cut, wall } = shellShares(candidate, scene);
  const { seed } = scene;
  const traits: Traits = {
    logRadius: Math.log(radius),
    inner: inscribedRadius(candidate) / (radius + 0.5),
    cut,
    offset: Math.hypot(...seed.map((s, axis) => centroid[axis] - s)) / radius,
    border: Math.min(1, onFaces / voxels ** (2 / 3)),
    alpha: candidate.alpha,
    openingRatio: candidate.radius / radius,
    wall,
  };
  return { traits, voxels, centroid };
}

function extent({ box, data }: Candidate, [mx, my, mz]: Vec3) {
  const [nx, ny, nz] = box.dimensions;
  const sum = [0, 0, 0];
  let voxels = 0;
  let onFaces = 0;
  for (let k = 0, at = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++, at++) {
        if (data[at] === 0) continue;
        const x = box.offset[0] + i;
        const y = box.offset[1] + j;
        const z = box.offset[2] + k;
        voxels++;
        sum[0] += x;
        sum[1] += y;
        sum[2] += z;
        if (x === 0 || y === 0 || z === 0 || x === mx - 1 || y === my - 1 || z === mz - 1)
          onFaces++;
      }
    }
  }
  const centroid: Vec3 = [sum[0] / voxels, sum[1] / voxels, sum[2] / voxels];
  return { voxels, centroid, onFaces };
}

/** Radius of the largest ball inside; what lies beyond the region of interest counts as outside. */
function inscribedRadius(region: Region): number {
  const [i, j, k] = region.box.offset;
  const [nx, ny, nz] = region.box.dimensions;
  const dimensions: Vec3 = [nx + 2, ny + 2, nz + 2];
  const padded = withBox(region, { offset: [i - 1, j - 1, k - 1], dimensions });
  const grid = { dimensions, spacingMm: [1, 1, 1] } as const;
  const squared = squaredDistance(padded.data, grid, { to: 'background' });
  return Math.sqrt(squared.reduce((most, value) => Math.max(most, value), 0));
}

/** Steps to the neighbours nearer than 1.5 voxels: those sharing a face or an edge. */
const shellSteps = [-1, 0, 1]
  .flatMap((dk) => [-1, 0, 1].flatMap((dj) => [-1, 0, 1].map((di) => ({ di, dj, dk }))))
  .filter(({ di, dj, dk }) => [1, 2].includes(di * di + dj * dj + dk * dk));

/** Shares of the shell just outside that are above the threshold, and outside the lung hull. */
function shellShares(candidate: Candidate, { smooth, hull, grid }: Scene) {
  const { box, thresholdHu } = candidate;
  const [nx, ny, nz] = box.dimensions;
  const [mx, my] = grid.dimensions;
  const shell = outerShell(candidate);
  let count = 0;
  let above = 0;
  let beyond = 0;
  for (let k = 0, at = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      const row = box.offset[0] + mx * (box.offset[1] + j + my * (box.offset[2] + k));
      for (let i = 0; i < nx; i++, at++) {
        if (shell[at] === 0) continue;
        count++;
        if (smooth[row + i] > thresholdHu) above++;
        if (hull[row + i] === 0) beyond++;
      }
    }
  }
  return { cut: above / Math.max(1, count), wall: beyond / Math.max(1, count) };
}

/** 1 for the voxels outside the region that touch it by a face or an edge. */
function outerShell({ box, data }: Region): Uint8Array {
  const [nx, ny, nz] = box.dimensions;
  const shell = new Uint8Array(data.length);
  for (let k = 0, at = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++, at++) {
        if (data[at] === 0) continue;
        for (const { di, dj, dk } of shellSteps) {
          // Only at the faces of the region of interest does the box lack a margin.
          if (i + di < 0 || j + dj < 0 || k + dk < 0) continue;
          if (i + di >= nx || j + dj >= ny || k + dk >= nz) continue;
          const neighbour = at + di + nx * (dj + ny * dk);
          if (data[neighbour] === 0) shell[neighbour] = 1;
        }
      }
    }
  }
  return shell;
}
