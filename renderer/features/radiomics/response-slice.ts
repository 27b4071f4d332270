import type { ResponseHead, ResponseImage } from '#contract/filter-response.ts';
import { maskOfRuns } from '#contract/mask-runs.ts';
import { colourAt, diverging, greys, sequential, type ColourMap } from '../../ui/colour-map.ts';
import { indexOf, planeOf, type Plane } from '../../viewer/plane.ts';
import { grey, studyWindow } from '../../viewer/window-level.ts';

/** A response as it is looked at: the axial slices of its box and the colours of its values. */
export interface ResponseView {
  readonly image: ResponseImage;
  readonly plane: Plane;
  /** One byte a voxel of the box. */
  readonly mask: Uint8Array;
  /** Voxels of the tumour by slice. */
  readonly areas: readonly number[];
  readonly scale: ColourScale;
}

/** Which value gets which colour. */
export interface ColourScale {
  readonly map: ColourMap;
  /** Values of the first and the last colour. */
  readonly low: number;
  readonly high: number;
}

type ScaledHead = Pick<ResponseHead, 'range' | 'signed' | 'filter'>;

export function responseView(image: ResponseImage): ResponseView {
  const plane = planeOf(image.geometry, 'axial');
  const mask = maskOfRuns(image.runs, image.ct.length);
  const areas = Array.from({ length: plane.depth }, (_, slice) =>
    sliceVoxels(plane, slice).reduce((sum, voxel) => sum + mask[voxel], 0),
  );
  return { image, plane, mask, areas, scale: colourScale(image) };
}

/**
 * Where the sign tells two findings apart, 0 lies in the middle and both sides are equally long. The
 * CT itself stays grey, with the contrast of the tumour's own range.
 */
export function colourScale({ range, signed, filter }: ScaledHead): ColourScale {
  const [low, high] = range;
  if (filter.filter === 'original') return { map: greys, low, high };
  if (!signed) return { map: sequential, low, high };
  const largest = Math.max(Math.abs(low), Math.abs(high));
  return { map: diverging, low: -largest, high: largest };
}

/** The slice with the largest cut through the tumour. */
export function largestSlice(areas: readonly number[]): number {
  return areas.indexOf(Math.max(...areas));
}

/** A slice that there is; steps beyond the last one stay on it. */
export function nearestSlice({ depth }: Pick<Plane, 'depth'>, slice: number): number {
  return Math.min(depth - 1, Math.max(0, slice));
}

/** Position of a slice along the patient, mm towards the head (LPS z). */
export function slicePositionMm({ image, plane }: ResponseView, slice: number): number {
  const { originMm, direction } = image.geometry;
  return originMm[2] + slice * plane.depthMm * direction[3 * plane.axes[2] + 2];
}

/** Voxel indices of a slice in screen order, row after row. */
export function sliceVoxels(plane: Plane, slice: number): Uint32Array {
  return Uint32Array.from({ length: plane.rows * plane.columns }, (_, n) =>
    indexOf(plane, { column: n % plane.columns, row: Math.floor(n / plane.columns), slice }),
  );
}

/** The CT in the study's window, RGBA. */
export function ctPixels(ct: Float32Array, voxels: Uint32Array): Uint8ClampedArray<ArrayBuffer> {
  return pixels(voxels, (voxel) => {
    const level = grey(ct[voxel], studyWindow);
    return [level, level, level];
  });
}

/** The response in its colours, RGBA. */
export function responsePixels(
  { image, scale }: Pick<ResponseView, 'image' | 'scale'>,
  voxels: Uint32Array,
): Uint8ClampedArray<ArrayBuffer> {
  const { map, low, high } = scale;
  // Values that are all the same have the colour of the middle.
  const share = (value: number): number => (high > low ? (value - low) / (high - low) : 0.5);
  return pixels(voxels, (voxel) => colourAt(map, share(image.response[voxel])));
}

function pixels(
  voxels: Uint32Array,
  colour: (voxel: number) => readonly [number, number, number],
): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(4 * voxels.length).fill(255);
  for (let n = 0; n < voxels.length; n++) rgba.set(colour(voxels[n]), 4 * n);
  return rgba;
}
