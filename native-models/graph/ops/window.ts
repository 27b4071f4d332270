export type Three = readonly [number, number, number];

/** A window that slides over the three spatial axes. */
export interface SlidingWindow {
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly padding: readonly number[];
}

/** Positions of the window along each axis, rounded down. @throws RangeError when it fits nowhere. */
export function windowCount(extent: readonly number[], window: SlidingWindow): number[] {
  return extent.map((n, axis) => {
    const room = n + 2 * window.padding[axis] - window.kernel[axis];
    if (room < 0)
      throw new RangeError(`a window of ${window.kernel.join('×')} on ${extent.join('×')}`);
    return Math.floor(room / window.stride[axis]) + 1;
  });
}

/** One number for each spatial axis. */
export function three(of: (axis: number) => number): Three {
  return [of(0), of(1), of(2)];
}
