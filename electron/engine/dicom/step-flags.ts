import type { Flag } from './series.ts';
import type { Slice } from './stacks.ts';
import { median, rounded } from './vector.ts';

/** Steps differ by rounding up to this part of the median step. */
const stepTolerance = 0.02;
/** Some scanners write positions with one decimal, which moves a step by 0.1 mm. */
const roundingMm = 0.101;
/** Rounding does not add up; a slice this far in mm from its place on an even grid has moved. */
const driftMm = 0.25;
/** A gap counts as missing slices when it lies this close to a whole number of steps. */
const wholeStepTolerance = 0.1;

/** Distances in mm along the normal from each slice to the next. */
export function stepsOf(slices: readonly Slice[]): readonly number[] {
  return slices.slice(1).map((slice, n) => slice.along - slices[n].along);
}

function isEven(step: number, middle: number): boolean {
  return Math.abs(step - middle) <= Math.max(stepTolerance * middle, roundingMm);
}

/** The step of the grid that a stack stands for; `undefined` of a single slice. */
export function evenStepMm(all: readonly number[]): number | undefined {
  if (all.length === 0) return undefined;
  const middle = median(all);
  // The mean of even steps averages the rounding of written positions out; gaps would spoil it.
  const even = all.every((step) => isEven(step, middle));
  const step = even ? all.reduce((sum, mm) => sum + mm, 0) / all.length : middle;
  // Differences of coordinates leave noise in the last digits: 2.999999999999849 for 3.
  return Math.round(step * 1e9) / 1e9;
}

/** What is odd about the steps of a stack. Slice numbers name the slice before the odd step. */
export function gapFlags(all: readonly number[]): readonly Flag[] {
  const middle = median(all);
  const missing: number[] = [];
  const unequal: number[] = [];
  let absent = 0;
  for (const [n, step] of all.entries()) {
    const ratio = step / middle;
    if (isEven(step, middle)) continue;
    if (ratio > 1.5 && Math.abs(ratio - Math.round(ratio)) <= wholeStepTolerance) {
      missing.push(n + 1);
      absent += Math.round(ratio) - 1;
    } else unequal.push(n + 1);
  }
  if (unequal.length === 0) unequal.push(...driftedSlice(all, middle));
  const flags: Flag[] = [];
  if (missing.length > 0) {
    const facts = { missing: absent, stepMm: rounded(middle) };
    flags.push({ code: 'missing-slices', severity: 'bad', slices: missing, facts });
  }
  if (unequal.length > 0) {
    const facts = {
      stepMm: rounded(middle),
      smallestMm: rounded(Math.min(...all)),
      largestMm: rounded(Math.max(...all)),
    };
    flags.push({ code: 'unequal-spacing', severity: 'bad', slices: unequal, facts });
  }
  return flags;
}

/** The slice furthest from an even grid through the first and the last, if it is far from it. */
function driftedSlice(all: readonly number[], middle: number): readonly number[] {
  const places = [0];
  const along = [0];
  for (const [n, step] of all.entries()) {
    places.push(places[n] + Math.max(1, Math.round(step / middle)));
    along.push(along[n] + step);
  }
  const step = along[all.length] / places[all.length];
  const drifts = along.map((mm, n) => Math.abs(mm - places[n] * step));
  const worst = drifts.indexOf(Math.max(...drifts));
  return drifts[worst] > driftMm ? [worst + 1] : [];
}
