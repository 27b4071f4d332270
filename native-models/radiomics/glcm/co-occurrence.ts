import { directedParts, type MatrixPart } from '../texture/matrix-parts.ts';
import { highestLevel, type TextureRegion } from '../texture/texture-region.ts';
import type { TextureSettings } from '../texture/texture-settings.ts';

/** A symmetric grey level co-occurrence matrix that sums to 1, with what its features share. */
export interface CoOccurrence {
  /** Grey level of each rank; entry 0 is unused. */
  readonly greyLevels: Float64Array;
  /** Occupied cells of the upper triangle (row ≤ column), as ranks, and the probability in each. */
  readonly row: readonly number[];
  readonly column: readonly number[];
  readonly p: Float64Array;
  /** Probability of each rank: the sums of the rows, which are those of the columns. */
  readonly marginal: Float64Array;
  /** Probability of each sum i + j and of each difference |i - j| of grey levels. */
  readonly sums: Float64Array;
  readonly differences: Float64Array;
  /** Mean grey level. */
  readonly mean: number;
  /** Entropy of the cells and of the marginal, in bit. */
  readonly jointEntropy: number;
  readonly marginalEntropy: number;
}

/**
 * Co-occurrence matrices; those without a pair of neighbours are left out, as in PyRadiomics.
 *
 * Where the whole region has no such pair (a single voxel, scattered voxels), one matrix pairs each
 * voxel with itself, so that such a region reads like a flat one instead of being undefined.
 */
export function coOccurrences(
  region: TextureRegion,
  { aggregation, distances }: Pick<TextureSettings, 'aggregation' | 'distances'>,
): readonly CoOccurrence[] {
  const stride = region.greyLevels.length;
  const counts = new Int32Array(stride * stride);
  const matrices = directedParts(region, aggregation, distances).flatMap((part) => {
    counts.fill(0);
    countPairs(part, region.ranks, counts);
    return coOccurrenceOf(counts, region) ?? [];
  });
  if (matrices.length > 0) return matrices;
  counts.fill(0);
  countPairs({ voxels: region.voxels, steps: [0] }, region.ranks, counts);
  return [coOccurrenceOf(counts, region)].filter((matrix) => matrix !== undefined);
}

/** Row 0 and column 0 take the neighbours outside the region, which saves a branch per pair. */
function countPairs({ voxels, steps }: MatrixPart, ranks: Int32Array, counts: Int32Array): void {
  const stride = Math.sqrt(counts.length);
  for (const step of steps) {
    for (let n = 0; n < voxels.length; n += 1) {
      const voxel = voxels[n];
      counts[ranks[voxel] * stride + ranks[voxel + step]] += 1;
    }
  }
}

/** Both orders of a pair count, so that p(i, j) = p(j, i) = pairs / (2 total) off the diagonal. */
function coOccurrenceOf(counts: Int32Array, region: TextureRegion): CoOccurrence | undefined {
  const { greyLevels } = region;
  const { row, column, pairs } = upperTriangle(counts, greyLevels.length);
  const total = pairs.reduce((sum, count) => sum + count, 0);
  if (total === 0) return undefined;
  const p = new Float64Array(pairs.length);
  const marginal = new Float64Array(greyLevels.length);
  const sums = new Float64Array(2 * highestLevel(region) + 1);
  const differences = new Float64Array(highestLevel(region));
  for (let cell = 0; cell < pairs.length; cell += 1) {
    const [a, b] = [row[cell], column[cell]];
    const both = pairs[cell] / total;
    p[cell] = a === b ? both : both / 2;
    marginal[a] += both / 2;
    marginal[b] += both / 2;
    sums[greyLevels[a] + greyLevels[b]] += both;
    differences[greyLevels[b] - greyLevels[a]] += both;
  }
  const mean = marginal.reduce((sum, share, rank) => sum + share * greyLevels[rank], 0);
  return {
    ...{ greyLevels, row, column, p, marginal, sums, differences, mean },
    jointEntropy: sumOfCells({ row, column, p }, (share) => -share * Math.log2(share)),
    marginalEntropy: entropy(marginal),
  };
}

/** Sum over all cells of the matrix; those off the diagonal lie on both of its sides. */
export function sumOfCells(
  { row, column, p }: Pick<CoOccurrence, 'row' | 'column' | 'p'>,
  term: (p: number) => number,
): number {
  let sum = 0;
  for (let cell = 0; cell < p.length; cell += 1) {
    sum += (row[cell] === column[cell] ? 1 : 2) * term(p[cell]);
  }
  return sum;
}

/** Entropy in bit. */
export function entropy(probabilities: Float64Array): number {
  // A sum that starts at 0 keeps the sign of zero plain where one probability is 1.
  let sum = 0;
  for (let n = 0; n < probabilities.length; n += 1) {
    const p = probabilities[n];
    if (p > 0) sum -= p * Math.log2(p);
  }
  return sum;
}

interface UpperTriangle {
  readonly row: readonly number[];
  readonly column: readonly number[];
  readonly pairs: readonly number[];
}

function upperTriangle(counts: Int32Array, stride: number): UpperTriangle {
  const row: number[] = [];
  const column: number[] = [];
  const pairs: number[] = [];
  for (let a = 1; a < stride; a += 1) {
    for (let b = a; b < stride; b += 1) {
      const count = counts[a * stride + b] + (a === b ? 0 : counts[b * stride + a]);
      if (count === 0) continue;
      row.push(a);
      column.push(b);
      pairs.push(count);
    }
  }
  return { row, column, pairs };
}
