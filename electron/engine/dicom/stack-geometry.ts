import type { Geometry } from '#native/image/volume.ts';
import type { Slice } from './stacks.ts';
import type { Flag } from './series.ts';
import { evenStepMm, gapFlags, stepsOf } from './step-flags.ts';
import { cross, dot, rounded, subtract } from './vector.ts';

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
    spacingMm: [
      pixelSpacingMm[1],
      pixelSpacingMm[0],
      evenStepMm(stepsOf(slices)) ?? thicknessMm ?? 1,
    ],
    originMm: positionMm,
    direction: [...rowDirection, ...columnDirection, ...cross(rowDirection, columnDirection)],
  };
}

/** What is odd about the positions of a stack, and how it lies in the patient. */
export function stackFlags(slices: readonly Slice[], geometry: Geometry): readonly Flag[] {
  return [
    ...gapFlags(stepsOf(slices)),
    ...tiltFlags(slices, geometry),
    ...directionFlags(geometry),
    ...thicknessFlags(slices, geometry.spacingMm[2]),
  ];
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
