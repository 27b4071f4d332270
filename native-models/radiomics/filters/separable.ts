import type { Vec3, Volume } from '../../image/volume.ts';
import { indicesRead, type AxisFilter } from './axis-filter.ts';
import { perAxis } from './image-filter.ts';
import { linesAlong } from './lines-along.ts';

/** Filters to choose from along i, j and k; all of one axis answer for the same voxels. */
export type AxisChoices = readonly [
  readonly AxisFilter[],
  readonly AxisFilter[],
  readonly AxisFilter[],
];

/** Values in a box; i runs fastest. */
interface Block {
  readonly data: Float64Array;
  readonly dimensions: Vec3;
}

/**
 * Responses of products of one-dimensional filters, computed when asked for. Filters that begin alike
 * share their work: the eight bands of a wavelet need 2 + 4 + 8 passes, not 24.
 *
 * @returns For a product, i.e. which filter of each axis it takes, one value per voxel that the
 *   filters answer for.
 */
export function separableResponse(
  image: Volume,
  choices: AxisChoices,
): (product: Vec3) => Float64Array {
  const read = choices.map(indicesRead);
  const input = gather(image, read);
  const passes = choices.map((filters, axis) => {
    const place = new Map(Array.from(read[axis], (index, at) => [index, at]));
    return filters.map((filter) => pack(filter, place));
  });
  const afterI = remember((i: number) => alongAxis(input, 0, passes[0][i]));
  const afterJ = passes[0].map((_, i) =>
    remember((j: number) => alongAxis(afterI(i), 1, passes[1][j])),
  );
  return ([i, j, k]) => alongAxis(afterJ[i](j), 2, passes[2][k]).data;
}

/** Responses of several products at once, in their order. */
export function separableResponses(
  image: Volume,
  choices: AxisChoices,
  products: readonly Vec3[],
): Float64Array[] {
  return products.map(separableResponse(image, choices));
}

/** The voxels at the crossings of three lists of indices. */
function gather({ geometry, data }: Volume, [is, js, ks]: readonly Int32Array[]): Block {
  const [nx, ny] = geometry.dimensions;
  const values = new Float64Array(is.length * js.length * ks.length);
  let at = 0;
  for (const k of ks) {
    for (const j of js) {
      const row = nx * (j + ny * k);
      for (let n = 0; n < is.length; n++) values[at++] = data[row + is[n]];
    }
  }
  return { data: values, dimensions: [is.length, js.length, ks.length] };
}

/** Entries that are added at once: their sum waits in a register and not in memory. */
const TOGETHER = 3;

/**
 * A sparse matrix in rows: row n holds the entries `starts[n]` to `starts[n + 1]`, a multiple of
 * `TOGETHER` by entries of weight 0.
 */
interface Pass {
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly weights: Float64Array;
}

function pack(filter: AxisFilter, place: ReadonlyMap<number, number>): Pass {
  const rows = filter.map((row) => {
    const entries = [...row];
    // No new voxel, so that one which is not finite spreads no further than the filter reaches.
    while (entries.length % TOGETHER !== 0) entries.push([entries[0][0], 0]);
    return entries;
  });
  const entries = rows.flat();
  const starts = new Int32Array(rows.length + 1);
  for (const [n, row] of rows.entries()) starts[n + 1] = starts[n] + row.length;
  return {
    starts,
    indices: Int32Array.from(entries, ([index]) => place.get(index) ?? 0),
    weights: Float64Array.from(entries, ([, weight]) => weight),
  };
}

function alongAxis({ data, dimensions }: Block, axis: 0 | 1 | 2, pass: Pass): Block {
  const { starts, indices, weights } = pass;
  const count = starts.length - 1;
  const size = perAxis((each) => (each === axis ? count : dimensions[each]));
  const out = new Float64Array(size[0] * size[1] * size[2]);
  const [from, to] = [linesAlong(dimensions, axis), linesAlong(size, axis)];
  for (let group = 0; group < from.groups; group++) {
    for (let n = 0; n < count; n++) {
      const first = group * to.groupStep + n * to.step;
      const end = first + to.lines * to.lineStep;
      for (let t = starts[n]; t < starts[n + 1]; t += TOGETHER) {
        const u = weights[t];
        const v = weights[t + 1];
        const w = weights[t + 2];
        let a = group * from.groupStep + indices[t] * from.step;
        let b = group * from.groupStep + indices[t + 1] * from.step;
        let c = group * from.groupStep + indices[t + 2] * from.step;
        // The same voxel of line after line, as the lines of a group are neighbours in memory.
        for (let at = first; at < end; at += to.lineStep) {
          out[at] = out[at] + u * data[a] + v * data[b] + w * data[c];
          a += from.lineStep;
          b += from.lineStep;
          c += from.lineStep;
        }
      }
    }
  }
  return { data: out, dimensions: size };
}

function remember<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}
