import { readFileSync } from 'node:fs';
import type { Geometry } from '#contract/geometry.ts';
import { maskOfRuns, validRuns, type MaskRuns } from '#contract/mask-runs.ts';
import { writeObject, type StoredObject } from './object-files.ts';
import { bytesToRuns, runsToBytes } from './run-bytes.ts';

/**
 * Stored masks are files of runs: a tumour is some kilobytes where the grid of a large case is
 * 79 MB, so that opening one costs neither unpacking nor searching.
 */
export function writeMaskFile(folder: string, runs: MaskRuns): StoredObject {
  return writeObject(folder, runsToBytes(runs));
}

/** Runs of a stored mask on an empty grid. @throws on a file that is no mask of this grid. */
export function readMaskRuns(path: string, geometry: Geometry): MaskRuns {
  const runs = bytesToRuns(readFileSync(path));
  if (!validRuns(runs, voxelsOf(geometry))) throw new Error('the mask file does not fit its case');
  return runs;
}

/** A stored mask, one byte a voxel. */
export function readMaskFile(path: string, geometry: Geometry): Uint8Array<ArrayBuffer> {
  return maskOfRuns(readMaskRuns(path, geometry), voxelsOf(geometry));
}

function voxelsOf({ dimensions: [nx, ny, nz] }: Geometry): number {
  return nx * ny * nz;
}
