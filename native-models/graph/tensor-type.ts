/** Number of elements along each axis, outermost first; every axis is known when a graph is built. */
export type Shape = readonly number[];

/** A float32 tensor outside a graph: weights, inputs and results. */
export interface Tensor {
  readonly shape: Shape;
  /** Row-major: the last axis runs fastest. */
  readonly data: Float32Array;
}

export function elementCount(shape: Shape): number {
  return shape.reduce((count, n) => count * n, 1);
}

/** @throws RangeError when the number of values does not fit the shape. */
export function tensor(shape: Shape, data: Float32Array): Tensor {
  if (data.length !== elementCount(shape)) {
    throw new RangeError(`${data.length} values for a tensor of ${shape.join('×')}`);
  }
  return { shape, data };
}
