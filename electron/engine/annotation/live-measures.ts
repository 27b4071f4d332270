import type { Geometry, Vec3 } from '#contract/geometry.ts';
import type { Measures } from '#contract/procedures/annotation.ts';
import { longestChord, type Chord } from './longest-chord.ts';

/** Measurements that follow a mask slice by slice, so that a stroke costs its slices only. */
export interface LiveMeasures {
  /** Measures the given slices again after the mask has changed there. */
  update(mask: Uint8Array, slices: readonly number[]): void;
  read(): Measures;
}

interface SliceMeasure {
  readonly voxels: number;
  readonly chord: Chord | null;
}

const emptySlice: SliceMeasure = { voxels: 0, chord: null };

/** @param drawn Slices k outside which the mask is known to be empty; any by default. */
export function liveMeasures(
  mask: Uint8Array,
  geometry: Geometry,
  drawn?: readonly number[],
): LiveMeasures {
  const [nx, ny, nz] = geometry.dimensions;
  const [dx, dy, dz] = geometry.spacingMm;
  const slices: SliceMeasure[] = Array.from({ length: nz }, () => emptySlice);

  const measure = (voxels: Uint8Array, k: number): SliceMeasure => {
    const slice = voxels.subarray(k * nx * ny, (k + 1) * nx * ny);
    const count = countVoxels(slice);
    if (count === 0) return emptySlice;
    return { voxels: count, chord: longestChord(slice, nx, [dx, dy]) };
  };
  const update: LiveMeasures['update'] = (voxels, changed) => {
    for (const k of changed) slices[k] = measure(voxels, k);
  };
  update(mask, drawn ?? [...slices.keys()]);

  return {
    update,
    read: () => {
      const voxelsPerSlice = slices.map(({ voxels }) => voxels);
      const voxels = voxelsPerSlice.reduce((total, n) => total + n, 0);
      return {
        voxels,
        volumeMm3: voxels * dx * dy * dz,
        longAxis: longestOf(slices),
        voxelsPerSlice,
      };
    },
  };
}

function countVoxels(slice: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < slice.length; i++) if (slice[i] !== 0) count++;
  return count;
}

function longestOf(slices: readonly SliceMeasure[]): Measures['longAxis'] {
  let longest: Measures['longAxis'] = null;
  for (const [slice, { chord }] of slices.entries()) {
    if (!chord || chord.lengthMm <= (longest?.lengthMm ?? -1)) continue;
    const at = ([i, j]: readonly [number, number]): Vec3 => [i, j, slice];
    longest = {
      lengthMm: chord.lengthMm,
      slice,
      fromIjk: at(chord.from),
      toIjk: at(chord.to),
    };
  }
  return longest;
}
