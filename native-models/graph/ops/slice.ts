import type { Op, Value } from '../op.ts';
import type { Shape } from '../tensor-type.ts';
import { padOrCut, type Margins } from './pad.ts';
import { spreadOut } from './spread-out.ts';

export interface SliceRange {
  readonly axis: number;
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** Every step-th position, 1 where absent. */
  readonly step?: number;
}

interface Attrs {
  readonly ranges: readonly SliceRange[];
}

/** Part of a tensor: a range of positions on some of its axes. */
export const slice: Op<readonly [x: Value], Attrs> = {
  onnx: 'Slice',
  outputShape: ([{ shape }], { ranges }) =>
    shape.map((n, axis) => {
      const range = ranges.find((r) => r.axis === axis);
      if (!range) return n;
      const { from, to, step = 1 } = range;
      if (from < 0 || to > n || to <= from) throw new RangeError(`${from} to ${to} of ${n}`);
      return Math.ceil((to - from) / step);
    }),
  attributes: () => ({}),
  integers: (_, { ranges }) => [
    ranges.map(({ from }) => from),
    ranges.map(({ to }) => to),
    ranges.map(({ axis }) => axis),
    ranges.map(({ step = 1 }) => step),
  ],
  vjp: (graph, { inputs: [x], attrs: { ranges } }, dy) => [
    () => {
      const steps = x.shape.map((_, axis) => ranges.find((r) => r.axis === axis)?.step ?? 1);
      const apart = spreadOut(graph, dy, steps);
      return padOrCut(graph, apart, around(x.shape, apart.shape, ranges));
    },
  ],
};

/** What surrounds a slice, as padding on both sides of each axis. */
function around(whole: Shape, part: Shape, ranges: readonly SliceRange[]): Margins {
  const before = whole.map((_, axis) => ranges.find((r) => r.axis === axis)?.from ?? 0);
  return { before, after: whole.map((n, axis) => n - before[axis] - part[axis]) };
}
