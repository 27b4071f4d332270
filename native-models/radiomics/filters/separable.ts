import type { Vec3, Volume } from '../../image/volume.ts';
import { indicesRead, type AxisFilter } from './axis-filter.ts';

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
 * Responses of products of one-dimensional filters. Filters that begin alike share their work: the
 * eight bands of a wavelet need 2 + 4 + 8 passes, not 24.
 *
 * @param products For each response, which filter of each axis it takes.
 * @returns One array per product, over the voxels that the filters answer for.
 */
export function separableResponses(
  image: Volume,
  choices: AxisChoices,
  products: readonly Vec3[],
): Float64Array[] {
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
  return products.map(([i, j, k]) => alongAxis(afterJ[i](j), 2, passes[2][k]).data);
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

/** A sparse matrix in rows: row n holds the entries `starts[n]` to `starts[n + 1]`. */
interface Pass {
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly weights: Float64Array;
}

function pack(filter: AxisFilter, place: ReadonlyMap<number, number>): Pass {
  const entries = filter.flatMap((row) => [...row]);
  const starts = new Int32Array(filter.length + 1);
  for (const [n, row] of filter.entries()) starts[n + 1] = starts[n] + row.size;
  return {
    starts,
    indices: Int32Array.from(entries, ([index]) => place.get(index) ?? 0),
    weights: Float64Array.from(entries, ([, weight]) => weight),
  };
}

function alongAxis(block: Block, axis: 0 | 1 | 2, pass: Pass): Block {
  const count = pass.starts.length - 1;
  const [nx, ny, nz] = block.dimensions;
  const dimensions: Vec3 =
    axis === 0 ? [count, ny, nz] : axis === 1 ? [nx, count, nz] : [nx, ny, count];
  const data = new Float64Array(dimensions[0] * dimensions[1] * dimensions[2]);
  if (axis === 0) filterRows(block, pass, data);
  else
    filterLines(
      { ...block, stride: axis === 1 ? nx : nx * ny, length: block.dimensions[axis] },
      pass,
      data,
    );
  return { data, dimensions };
}

/** Along i, where the voxels of a line are neighbours in memory. */
function filterRows(
  { data, dimensions }: Block,
  { starts, indices, weights }: Pass,
  out: Float64Array,
): void {
  let at = 0;
  for (let row = 0; row < data.length; row += dimensions[0]) {
    for (let n = 0; n + 1 < starts.length; n++) {
      let sum = 0;
      for (let t = starts[n]; t < starts[n + 1]; t++) sum += weights[t] * data[row + indices[t]];
      out[at++] = sum;
    }
  }
}

/** Along j or k: whole stretches of neighbouring lines move together. */
function filterLines(
  { data, stride, length }: Block & { readonly stride: number; readonly length: number },
  { starts, indices, weights }: Pass,
  out: Float64Array,
): void {
  let to = 0;
  for (let from = 0; from < data.length; from += stride * length) {
    for (let n = 0; n + 1 < starts.length; n++, to += stride) {
      for (let t = starts[n]; t < starts[n + 1]; t++) {
        const weight = weights[t];
        const line = from + indices[t] * stride;
        for (let x = 0; x < stride; x++) out[to + x] += weight * data[line + x];
      }
    }
  }
}

function remember<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}
