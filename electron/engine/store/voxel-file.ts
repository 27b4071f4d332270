import { readFileSync } from 'node:fs';
import type { Geometry } from '#contract/geometry.ts';

/** Where a worker finds a case's voxels: plain data. */
export interface VoxelFile {
  readonly path: string;
  readonly geometry: Geometry;
  readonly voxelType: 'int16' | 'float32';
}

export interface Voxels {
  readonly geometry: Geometry;
  /** HU, i fastest. */
  readonly data: Int16Array | Float32Array;
}

let last: { readonly path: string; readonly voxels: Voxels } | undefined;

/**
 * Reads a volume and keeps the last one of this thread: clicks come in rows on one case. The path
 * names the content, so what is kept is never stale.
 */
export function readVoxels({ path, geometry, voxelType }: VoxelFile): Voxels {
  if (last?.path !== path) {
    last = undefined;
    const { buffer, byteOffset, byteLength } = readFileSync(path);
    // Small files share a pool of Node's, at any offset; typed arrays need an even one.
    const whole =
      byteLength === buffer.byteLength ? buffer : buffer.slice(byteOffset, byteOffset + byteLength);
    const data = voxelType === 'int16' ? new Int16Array(whole) : new Float32Array(whole);
    last = { path, voxels: { geometry, data } };
  }
  return last.voxels;
}
