import type { Geometry } from '#native/image/volume.ts';
import type { Slice } from './assemble.ts';
import type { Flag } from './series.ts';
import { cross, dot, median, subtract } from './vector.ts';

/** Steps differ by rounding up to this part of the median step. */
const stepTolerance = 0.02;
/** Some scanners write positions with one decimal, which moves a step by 0.1 mm. */
const roundingMm = 0.101;
/** Rounding does not add up; a slice this far in mm from its place on an even grid has moved. */
const driftMm = 0.25;
/** A gap counts as missing slices when it lies this close to a whole number of steps. */
const wholeStepTolerance = 0.1;
/** Shifts within the plane below this angle are rounding of positions. */
const tiltDegrees = 0.5;
/** Axes this close to the patient's are called straight. */
const obliqueDegrees = 1;
/** The study protocol's largest slice thickness. */
const protocolThicknessMm = 2;
/** Relative rounding of written thicknesses and positions. */
const thicknessTolerance = 0.01;
const degrees = 180 / Math.PI;

/**
 * The grid of an ordered stack: i along rows, j along columns, k along row × column.
 *
 * With gaps the k spacing is the median step; a single slice takes its thickness, or 1 mm.
 */
export function stackGeometry(slices: readonly Slice[]): Geometry {
  const { instance, facts } = slices[0];
  const { rows, columns } = instance.pixels.format;
  const { rowDirection, columnDirection, pixelSpacingMm, positionMm, thicknessMm } = facts;
  return {
    dimensions: [columns, rows, slices.length],
    spacingMm: [pixelSpacingMm[1], pixelSpacingMm[0], stepMm(slices) ?? thicknessMm ?? 1],
    originMm: positionMm,
    direction: [...rowDirection, ...columnDirection, ...cross(rowDirection, columnDirection)],
  };
}

function stepMm(slices: readonly Slice[]): number | undefined {
  if (slices.length < 2) return undefined;
  const all = steps(slices);
  const middle = median(all);
  const even = all.every((step) => isEven(step, middle));
  // The mean of even steps averages the rounding of written positions out.
  return even ? all.reduce((sum, step) => sum + step, 0) / all.length : middle;
}

function steps(slices: readonly Slice[]): readonly number[] {
  return slices.slice(1).map((slice, n) => slice.along - slices[n].along);
}

function isEven(step: number, middle: number): boolean {
  return Math.abs(step - middle) <= Math.max(stepTolerance * middle, roundingMm);
}

/** What is odd about the positions of a stack, and how it lies in the patient. */
export function stackFlags(slices: readonly Slice[], geometry: Geometry): readonly Flag[] {
  return [
    ...gapFlags(steps(slices)),
    ...tiltFlags(slices, geometry),
    ...directionFlags(geometry),
    ...thicknessFlags(slices, geometry.spacingMm[2]),
  ];
}

/** Slice numbers name the slice before the odd step. */
function gapFlags(all: readonly number[]): readonly Flag[] {
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

/** Slices of a tilted gantry shift within their plane from one to the next. */
function tiltFlags(slices: readonly Slice[], { direction, spacingMm }: Geometry): readonly Flag[] {
  const [first, last] = [slices[0], slices.at(-1)];
  if (!first || !last || first === last) return [];
  const [ix, iy, iz, jx, jy, jz] = direction;
  const travel = subtract(last.facts.positionMm, first.facts.positionMm);
  const alongI = dot(travel, [ix, iy, iz]);
  const alongJ = dot(travel, [jx, jy, jz]);
  const shift = Math.hypot(alongI, alongJ);
  const angle = Math.atan2(shift, last.along - first.along) * degrees;
  // A few slices with rounded positions can show an angle; a tilt also moves by part of a pixel.
  if (angle < tiltDegrees || shift < spacingMm[0] / 4) return [];
  const recordedDegrees = first.instance.acquisition.recordedTiltDegrees;
  const facts = { tiltDegrees: rounded(angle), shiftMm: rounded(shift), recordedDegrees };
  return [{ code: 'gantry-tilt', severity: 'bad', facts }];
}

function directionFlags({ direction }: Geometry): readonly Flag[] {
  const normalZ = Math.abs(direction[8]);
  if (normalZ < Math.SQRT1_2) {
    return [{ code: 'not-axial', severity: 'warn', facts: {} }];
  }
  const largestCosines = [0, 3, 6].map((axis) =>
    Math.max(...direction.slice(axis, axis + 3).map(Math.abs)),
  );
  const angle = Math.acos(Math.min(1, ...largestCosines)) * degrees;
  if (angle < obliqueDegrees) return [];
  return [{ code: 'oblique', severity: 'info', facts: { degrees: rounded(angle) } }];
}

function thicknessFlags(slices: readonly Slice[], spacing: number): readonly Flag[] {
  const spacingMm = rounded(spacing);
  const thicknesses = slices.flatMap(({ facts }) => facts.thicknessMm ?? []);
  const thickest = Math.max(...thicknesses);
  const flags: Flag[] = [];
  if (thicknesses.length === 0) {
    flags.push({ code: 'unknown-thickness', severity: 'warn', facts: { spacingMm } });
  }
  const thicknessMm = thicknesses.length > 0 ? thickest : spacing;
  if (thicknessMm > protocolThicknessMm * (1 + thicknessTolerance)) {
    const facts = { thicknessMm: rounded(thicknessMm), protocolMm: protocolThicknessMm };
    flags.push({ code: 'thick-slices', severity: 'warn', facts });
  }
  const facts = { thicknessMm: rounded(thicknessMm), spacingMm };
  if (spacing < thicknessMm * (1 - thicknessTolerance)) {
    flags.push({ code: 'overlapping-slices', severity: 'info', facts });
  } else if (spacing > thicknessMm * (1 + thicknessTolerance)) {
    flags.push({ code: 'gaps-between-slices', severity: 'warn', facts });
  }
  return flags;
}

/** To the micrometre or thousandth of a degree, so that reports show no rounding noise. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
