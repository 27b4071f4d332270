/** Size of the slice strip in CSS pixels. */
export interface StripSize {
  readonly width: number;
  readonly height: number;
}

/** Left edge of a slice's bar; the first slice from the head is on the left. */
export function barLeft(slice: number, slices: number, { width }: StripSize): number {
  return (slice / slices) * width;
}

/** Slice at a horizontal position; positions outside belong to the ends. */
export function sliceAt(x: number, slices: number, { width }: StripSize): number {
  return Math.min(slices - 1, Math.max(0, Math.floor((x / width) * slices)));
}

/** Heights of the bars: proportional to mask voxels, at least 1 px where there is any. */
export function barHeights(counts: readonly number[], { height }: StripSize): number[] {
  const most = Math.max(1, ...counts);
  return counts.map((count) => (count === 0 ? 0 : Math.max(1, (count / most) * height)));
}

/** Position on the strip, 0 leftmost: the strip runs from head to feet. */
export function stripOrder(slice: number, slices: number, forward: 1 | -1): number {
  return forward === 1 ? slice : slices - 1 - slice;
}
