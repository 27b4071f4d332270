import type { Vec3 } from '../image/volume.ts';
import type { Hypothesis } from './hypothesis.ts';
import { clickParameters } from './parameters.ts';

/** The common outline of the best hypotheses. */
export interface Vote {
  /** Share of the weighted votes per voxel of the region of interest, in [0, 1]. */
  readonly soft: Float32Array;
  /** Weighted mean of the predicted Dice of the voters. */
  readonly predictedDice: number;
  /** Weighted mean Dice of the voters with the common outline: 1 when all say the same. */
  readonly agreement: number;
  /** The voter with the greatest weight. */
  readonly leader: Hypothesis;
}

/** @param ranked Hypotheses, best first; at least one. */
export function vote(ranked: readonly Hypothesis[], dimensions: Vec3): Vote {
  const { voters, temperature } = clickParameters.vote;
  const chosen = ranked.slice(0, voters);
  const leader = chosen[0];
  const raw = chosen.map((h) => Math.exp((h.predictedDice - leader.predictedDice) / temperature));
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  const weights = raw.map((weight) => weight / total);

  const soft = new Float32Array(dimensions[0] * dimensions[1] * dimensions[2]);
  chosen.forEach((h, n) => addWeighted(soft, dimensions, h, weights[n]));
  const size = soft.reduce((sum, share) => sum + +(share > 0.5), 0);
  const mean = (value: (h: Hypothesis) => number) =>
    chosen.reduce((sum, h, n) => sum + weights[n] * value(h), 0);
  return {
    soft,
    predictedDice: mean((h) => h.predictedDice),
    agreement: mean((h) => (2 * overlap(soft, dimensions, h)) / (h.voxels + size)),
    leader,
  };
}

/** A single hypothesis as a soft outline of 0 and 1. */
export function softOutline(hypothesis: Hypothesis, dimensions: Vec3): Float32Array {
  const soft = new Float32Array(dimensions[0] * dimensions[1] * dimensions[2]);
  addWeighted(soft, dimensions, hypothesis, 1);
  return soft;
}

/** Dice overlap of two soft outlines of the same grid, both cut at one half. */
export function diceOfOutlines(a: Float32Array, b: Float32Array): number {
  let both = 0;
  let total = 0;
  for (let at = 0; at < a.length; at++) {
    const inA = a[at] > 0.5;
    const inB = b[at] > 0.5;
    if (inA && inB) both++;
    total += +inA + +inB;
  }
  return total === 0 ? 1 : (2 * both) / total;
}

function addWeighted(soft: Float32Array, dimensions: Vec3, h: Hypothesis, weight: number): void {
  forEachInside(h, dimensions, (at) => {
    soft[at] += weight;
  });
}

function overlap(soft: Float32Array, dimensions: Vec3, h: Hypothesis): number {
  let count = 0;
  forEachInside(h, dimensions, (at) => {
    if (soft[at] > 0.5) count++;
  });
  return count;
}

function forEachInside(
  { box, data }: Hypothesis,
  [mx, my]: Vec3,
  visit: (at: number) => void,
): void {
  const [nx, ny, nz] = box.dimensions;
  for (let k = 0, from = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      const row = box.offset[0] + mx * (box.offset[1] + j + my * (box.offset[2] + k));
      for (let i = 0; i < nx; i++, from++) if (data[from] === 1) visit(row + i);
    }
  }
}
