import type { SliceHu } from './slice-data.ts';

/** Window of the study protocol, HU. */
export const windowLevel = -600;
export const windowWidth = 2000;

/**
 * Grey levels of a slice, as RGBA bytes. HU at or below the window's lower edge are black, at or
 * above its upper edge white.
 */
export function windowed(hu: SliceHu): Uint8ClampedArray<ArrayBuffer> {
  const lower = windowLevel - windowWidth / 2;
  const rgba = new Uint8ClampedArray(4 * hu.length);
  for (let i = 0; i < hu.length; i++) {
    const grey = (255 * (hu[i] - lower)) / windowWidth;
    rgba[4 * i] = rgba[4 * i + 1] = rgba[4 * i + 2] = grey;
    rgba[4 * i + 3] = 255;
  }
  return rgba;
}

/** How a slice is shown so that the patient's right is at the left and the front on top. */
export interface SliceOrientation {
  readonly flipX: boolean;
  readonly flipY: boolean;
  /** Letters at the left, right, top and bottom edge. */
  readonly letters: readonly [left: string, right: string, top: string, bottom: string];
}

const names = [
  ['R', 'L'],
  ['A', 'P'],
  ['I', 'S'],
] as const;

/**
 * Orientation for showing slices of a grid with these axes.
 *
 * @param direction Unit vectors of i, j and k, one after another, in LPS.
 */
export function sliceOrientation(direction: readonly number[]): SliceOrientation {
  const [across, acrossSign] = dominant(direction.slice(0, 3));
  const [down, downSign] = dominant(direction.slice(3, 6));
  // Towards the patient's left and back is the natural way of an axial slice; other planes have
  // theirs turned so that the head is up.
  const flipX = acrossSign < 0;
  const flipY = down === 2 ? downSign > 0 : downSign < 0;
  const [top, bottom] = down === 2 ? [names[2][1], names[2][0]] : names[down];
  return { flipX, flipY, letters: [names[across][0], names[across][1], top, bottom] };
}

/** The patient axis that a vector lies nearest to, and whether it runs along or against it. */
function dominant(vector: readonly number[]): readonly [axis: 0 | 1 | 2, sign: number] {
  const sizes = vector.map(Math.abs);
  const axis = sizes.indexOf(Math.max(...sizes)) as 0 | 1 | 2;
  return [axis, Math.sign(vector[axis])];
}
