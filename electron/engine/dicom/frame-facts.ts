import type { DataSet } from 'dicom-parser';
import type { Vec3 } from '#native/image/volume.ts';
import { items, number, numbers } from './elements.ts';
import type { FrameFacts } from './instance.ts';
import { RefusalError } from './refusal.ts';

const sharedGroups = 'x52009229';
const perFrameGroups = 'x52009230';

/** Cosines this far from unit length or a right angle are rounding; beyond it, nonsense. */
const cosineTolerance = 1e-2;

/**
 * Position, scale and rescaling of every frame: from the functional groups of an enhanced image,
 * else from the top level.
 *
 * @throws RefusalError 'no-geometry' when a frame has no complete, sensible plane in the patient.
 */
export function readFrameFacts(dataSet: DataSet, frameCount: number): readonly FrameFacts[] {
  const perFrame = items(dataSet, perFrameGroups);
  const shared = items(dataSet, sharedGroups);
  if (perFrame.length === 0 && frameCount > 1) {
    throw new RefusalError('no-geometry', { frames: frameCount });
  }
  return Array.from({ length: frameCount }, (_, n) => {
    const own = perFrame[n];
    return frameFacts([...(own ? [own] : []), ...shared], dataSet);
  });
}

/** The first of the frame's own group, the shared group and the top level that has the element. */
function frameFacts(groups: readonly DataSet[], top: DataSet): FrameFacts {
  const find = (macro: string, tag: string) => {
    const places = [...groups.flatMap((group) => items(group, macro)), top];
    return places.map((place) => numbers(place, tag)).find((values) => values.length > 0) ?? [];
  };
  const slope = find('x00289145', 'x00281053')[0];
  const intercept = find('x00289145', 'x00281052')[0];
  const [rowDirection, columnDirection] = directions(find('x00209116', 'x00200037'));
  return {
    positionMm: vector(find('x00209113', 'x00200032')),
    rowDirection,
    columnDirection,
    pixelSpacingMm: pixelSpacing(find('x00289110', 'x00280030')),
    thicknessMm: positive(find('x00289110', 'x00180050')[0] ?? number(top, 'x00180050')),
    rescale:
      slope !== undefined && intercept !== undefined && slope !== 0
        ? { slope, intercept }
        : undefined,
  };
}

function directions(cosines: readonly number[]): readonly [Vec3, Vec3] {
  const row = normalised(vector(cosines.slice(0, 3)));
  const column = vector(cosines.slice(3, 6));
  const overlap = dot(row, column);
  if (Math.abs(overlap) > cosineTolerance) throw new RefusalError('no-geometry');
  // Written cosines carry rounding; the axes of a grid must be orthonormal.
  const squared: Vec3 = [
    column[0] - overlap * row[0],
    column[1] - overlap * row[1],
    column[2] - overlap * row[2],
  ];
  return [row, normalised(squared)];
}

function normalised(v: Vec3): Vec3 {
  const length = Math.hypot(...v);
  if (Math.abs(length - 1) > cosineTolerance) throw new RefusalError('no-geometry');
  return [v[0] / length, v[1] / length, v[2] / length];
}

function vector(values: readonly number[]): Vec3 {
  const [x, y, z] = values;
  if (x === undefined || y === undefined || z === undefined) throw new RefusalError('no-geometry');
  return [x, y, z];
}

function pixelSpacing(values: readonly number[]): readonly [number, number] {
  const [betweenRows, betweenColumns] = values.map(positive);
  if (betweenRows === undefined || betweenColumns === undefined) {
    throw new RefusalError('no-geometry');
  }
  return [betweenRows, betweenColumns];
}

function positive(value: number | undefined): number | undefined {
  return value !== undefined && value > 0 ? value : undefined;
}

function dot(a: Vec3, b: Vec3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
