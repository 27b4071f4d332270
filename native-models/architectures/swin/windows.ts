import { three, type Three } from '../../graph/ops/window.ts';

/** How an image falls apart in the windows within which a block attends. */
export interface Windows {
  /** Extent of a window; that of the image where this is not larger. */
  readonly window: Three;
  /** Cyclic shift of the image before it is cut, 0 along axes that have one window. */
  readonly shift: Three;
  /** Extent of the image with the zeros behind it that make its windows whole. */
  readonly padded: Three;
}

interface WindowSetting {
  /** Edge of a window. */
  readonly window: number;
  /** Whether the image is shifted by half a window. */
  readonly shifted: boolean;
}

export function windowsOf(extent: Three, { window, shifted }: WindowSetting): Windows {
  const small = (axis: number): boolean => extent[axis] <= window;
  const edge = three((axis) => (small(axis) ? extent[axis] : window));
  return {
    window: edge,
    shift: three((axis) => (small(axis) || !shifted ? 0 : Math.floor(window / 2))),
    padded: three((axis) => Math.ceil(extent[axis] / edge[axis]) * edge[axis]),
  };
}

/** A part of an axis of the shifted image. */
export interface Segment {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** Whether it is the last window, which holds both ends of the image that was shifted. */
  readonly wraps: boolean;
}

/** The parts of an axis that consist of whole windows of one kind. */
export function segmentsOf({ window, shift, padded }: Windows, axis: number): readonly Segment[] {
  const [end, last] = [padded[axis], padded[axis] - window[axis]];
  if (shift[axis] === 0) return [{ from: 0, to: end, wraps: false }];
  return [
    { from: 0, to: last, wraps: false },
    { from: last, to: end, wraps: true },
  ];
}

/**
 * Added to the attention between places of a window that are apart in the image. MONAI adds -100, to
 * the same effect in float32, but leaves weights too small for full precision, which processors are
 * slow with; here nothing is left.
 */
const APART = -1000;

/**
 * What keeps the two ends of the image apart that meet in a window: [n, n] for its n places, 0 for
 * two from the same end along every axis. Null where the window holds no two ends.
 */
export function attentionMask(
  { window, shift }: Windows,
  wraps: readonly boolean[],
): Float32Array | null {
  if (!wraps.includes(true)) return null;
  const ends = placesOf(window).map((place) =>
    place.map((at, axis) => wraps[axis] && at >= window[axis] - shift[axis]).join(),
  );
  return Float32Array.from(ends.flatMap((a) => ends.map((b) => (a === b ? 0 : APART))));
}

/**
 * Row of the table of relative positions for each pair of the first n places of a full window:
 * [n, n] of (2·window - 1)³ rows. A window that was made smaller takes the first places of the full
 * one, wherever its own lie: so it is in the network whose weights are loaded.
 */
export function relativePositions(window: number, n: number): readonly number[] {
  const range = 2 * window - 1;
  const places = placesOf(three(() => window)).slice(0, n);
  return places.flatMap((a) =>
    places.map((b) => a.reduce((row, at, axis) => row * range + (at - b[axis]) + window - 1, 0)),
  );
}

/** The places of a window, the last axis fastest. */
function placesOf([depth, height, width]: Three): readonly Three[] {
  return Array.from({ length: depth * height * width }, (_, n) => [
    Math.floor(n / (height * width)),
    Math.floor(n / width) % height,
    n % width,
  ]);
}
