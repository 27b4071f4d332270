import { gaussian } from '../image/gaussian.ts';
import type { Grid } from '../image/grid.ts';
import { selectVoxels } from '../image/select.ts';
import { symmetricEigenvalues } from '../image/symmetric-eigenvalues.ts';
import { automaticParameters } from './automatic-parameters.ts';

/** A bright, round spot. */
export interface Blob {
  /** Voxel of the grid that was searched (fractional where it was found on a coarser one). */
  readonly index: readonly [number, number, number];
  /** Size that fits best, as the standard deviation of a Gaussian in mm. */
  readonly sigmaMm: number;
  /** Contrast in HU times size in mm, lowered for what is not round. */
  readonly score: number;
}

/**
 * The best bright spots of several sizes, best first, each once.
 *
 * At each size the image is smoothed and the local maxima of the normalised negative Laplacian are
 * taken; there the eigenvalues of the Hessian tell balls from tubes and sheets.
 *
 * @param levelled HU with everything outside `inside` at the level of lung.
 * @param inside Where blobs may lie; 1 inside.
 */
export function findBlobs(levelled: Float32Array, inside: Uint8Array, grid: Grid): Blob[] {
  const { sigmasMm, coarseFromMm } = automaticParameters;
  const blobs: Blob[] = [];
  let level: Level = { image: levelled, inside, grid, scale: 1, sigmaMm: 0 };
  for (const sigmaMm of sigmasMm) {
    if (sigmaMm >= coarseFromMm && level.scale === 1) level = halve(level);
    level = smoothTo(level, sigmaMm);
    blobs.push(...blobsOf(level));
  }
  return bestDistinct(
    blobs.sort((a, b) => b.score - a.score),
    grid,
  );
}

/** The image at one size. */
interface Level {
  readonly image: Float32Array;
  readonly inside: Uint8Array;
  readonly grid: Grid;
  /** Voxels of the original grid per voxel of this one. */
  readonly scale: number;
  /** Smoothing so far. */
  readonly sigmaMm: number;
}

/** Smooths by what is missing: two Gaussians in a row add their variances. */
function smoothTo(level: Level, sigmaMm: number): Level {
  const missing = Math.sqrt(sigmaMm ** 2 - level.sigmaMm ** 2);
  // Three standard deviations: the rest of the kernel holds under one percent and costs a third.
  return { ...level, image: gaussian(level.image, level.grid, missing, 3), sigmaMm };
}

/** Keeps every second voxel; by then the image is too smooth to lose anything. */
function halve({ image, inside, grid, scale, sigmaMm }: Level): Level {
  const [nx, ny, nz] = grid.dimensions;
  const [mx, my, mz] = [(nx + 1) >> 1, (ny + 1) >> 1, (nz + 1) >> 1];
  const small = new Float32Array(mx * my * mz);
  const from = (at: number) => {
    const [i, j, k] = [at % mx, Math.floor(at / mx) % my, Math.floor(at / (mx * my))];
    return 2 * i + nx * (2 * j + ny * 2 * k);
  };
  for (let at = 0; at < small.length; at++) small[at] = image[from(at)];
  const [x, y, z] = grid.spacingMm;
  return {
    image: small,
    inside: selectVoxels(small, (_, at) => inside[from(at)] === 1),
    grid: { dimensions: [mx, my, mz], spacingMm: [2 * x, 2 * y, 2 * z] },
    scale: scale * 2,
    sigmaMm,
  };
}

function blobsOf({ image, inside, grid, scale, sigmaMm }: Level): Blob[] {
  const [nx, ny, nz] = grid.dimensions;
  const plane = nx * ny;
  // Cubic voxels: one factor turns second differences into normalised derivatives.
  const factor = (sigmaMm / grid.spacingMm[0]) ** 2;
  const laplacian = new Float32Array(image.length);
  for (let k = 1; k < nz - 1; k++) {
    for (let j = 1; j < ny - 1; j++) {
      const row = nx * (j + ny * k);
      for (let at = row + 1; at < row + nx - 1; at++) {
        const around =
          image[at - 1] +
          image[at + 1] +
          image[at - nx] +
          image[at + nx] +
          image[at - plane] +
          image[at + plane];
        laplacian[at] = factor * (6 * image[at] - around);
      }
    }
  }
  const blobs: Blob[] = [];
  for (let k = 1; k < nz - 1; k++) {
    for (let j = 1; j < ny - 1; j++) {
      for (let i = 1; i < nx - 1; i++) {
        const at = i + nx * (j + ny * k);
        if (inside[at] === 0 || laplacian[at] <= automaticParameters.minimumContrastHu) continue;
        if (!isPeak(laplacian, at, nx, plane)) continue;
        const score = roundness(image, at, nx, plane) * factor * sigmaMm;
        if (score > 0) blobs.push({ index: [i * scale, j * scale, k * scale], sigmaMm, score });
      }
    }
  }
  return blobs;
}

function isPeak(values: Float32Array, at: number, nx: number, plane: number): boolean {
  const value = values[at];
  for (let dk = -plane; dk <= plane; dk += plane) {
    for (let dj = -nx; dj <= nx; dj += nx) {
      for (let di = -1; di <= 1; di++) if (values[at + di + dj + dk] > value) return false;
    }
  }
  return true;
}

/** Weakest curvature squared over the strongest: full for balls, next to nothing for tubes. */
function roundness(image: Float32Array, at: number, nx: number, plane: number): number {
  const second = (step: number) => 2 * image[at] - image[at - step] - image[at + step];
  const mixed = (a: number, b: number) =>
    (image[at + a - b] + image[at - a + b] - image[at + a + b] - image[at - a - b]) / 4;
  const [strongest, , weakest] = symmetricEigenvalues({
    xx: second(1),
    yy: second(nx),
    zz: second(plane),
    xy: mixed(1, nx),
    xz: mixed(1, plane),
    yz: mixed(nx, plane),
  });
  return weakest > 0 ? weakest ** 2 / strongest : 0;
}

/** The best blobs, those too near to a better one left out. */
function bestDistinct(sorted: readonly Blob[], { spacingMm }: Grid): Blob[] {
  const { separation, outlined } = automaticParameters;
  const kept: Blob[] = [];
  for (const blob of sorted) {
    if (kept.length === outlined) break;
    const rival = kept.some((other) => {
      const gap = other.index.map((x, axis) => (x - blob.index[axis]) * spacingMm[axis]);
      return Math.hypot(...gap) < separation * Math.max(blob.sigmaMm, other.sigmaMm);
    });
    if (!rival) kept.push(blob);
  }
  return kept;
}
