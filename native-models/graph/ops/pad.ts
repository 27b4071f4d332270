import type { GraphBuilder } from '../graph.ts';
import type { Op, Value } from '../op.ts';
import { slice } from './slice.ts';

export interface Margins {
  /** Elements in front of each axis. */
  readonly before: readonly number[];
  /** Elements behind each axis. */
  readonly after: readonly number[];
}

/** x with zeros around it. */
export const pad: Op<readonly [x: Value], Margins> = {
  onnx: 'Pad',
  outputShape: ([{ shape }], { before, after }) => {
    if ([...before, ...after].some((n) => n < 0)) throw new RangeError('a negative margin');
    return shape.map((n, axis) => before[axis] + n + after[axis]);
  },
  attributes: () => ({}),
  integers: (_, { before, after }) => [[...before, ...after]],
  vjp: (graph, { inputs: [{ shape }], attrs: { before } }, dy) => [
    () => {
      const ranges = shape.map((n, axis) => ({ axis, from: before[axis], to: before[axis] + n }));
      return graph.apply(slice, [dy], { ranges });
    },
  ],
};

/** Zeros where a margin is positive; where it is negative, so many elements less. */
export function padOrCut(graph: GraphBuilder, x: Value, { before, after }: Margins): Value {
  const ranges = x.shape
    .map((n, axis) => ({
      axis,
      from: Math.max(0, -before[axis]),
      to: n + Math.min(0, after[axis]),
    }))
    .filter(({ axis, from, to }) => from > 0 || to < x.shape[axis]);
  const cut = ranges.length === 0 ? x : graph.apply(slice, [x], { ranges });
  const margins = {
    before: before.map((n) => Math.max(n, 0)),
    after: after.map((n) => Math.max(n, 0)),
  };
  const unpadded = [...margins.before, ...margins.after].every((n) => n === 0);
  return unpadded ? cut : graph.apply(pad, [cut], margins);
}
