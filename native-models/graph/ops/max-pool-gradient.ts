import type { GraphBuilder } from '../graph.ts';
import type { Value } from '../op.ts';
import { elementCount } from '../tensor-type.ts';
import { add } from './add.ts';
import { equal, where } from './choose.ts';
import { interleave, latticeExtent, phases } from './interleave.ts';
import { maxPoolIndices, type MaxPoolAttrs } from './max-pool.ts';
import { padOrCut } from './pad.ts';
import { reshape } from './reshape.ts';
import { scatterSum } from './scatter-sum.ts';
import { slice } from './slice.ts';
import { three } from './window.ts';

interface MaxPoolGradient {
  readonly x: Value;
  /** Result of the pooling. */
  readonly y: Value;
  /** Gradient by the result. */
  readonly dy: Value;
  readonly attrs: MaxPoolAttrs;
}

/** Gradient of a max pooling by its input: each window's gradient goes to its largest value. */
export function maxPoolGradient(graph: GraphBuilder, gradient: MaxPoolGradient): Value {
  return graph.formulations.maxPoolIndices ? byIndices(graph, gradient) : byShifts(graph, gradient);
}

/** Windows overlap, so what falls on the same position is added up. */
function byIndices(graph: GraphBuilder, { x, dy, attrs }: MaxPoolGradient): Value {
  const [from, to] = [elementCount(dy.shape), elementCount(x.shape)];
  const indices = graph.apply(maxPoolIndices, [x], attrs);
  const positions = graph.apply(reshape, [indices], { shape: [from, 1] });
  const updates = graph.apply(reshape, [dy], { shape: [from] });
  const sums = scatterSum(graph, { positions, updates }, [to]);
  return graph.apply(reshape, [sums], { shape: x.shape });
}

/**
 * Without positions: every place in the window compares what it saw with the window's result. Where
 * several are equal each gets the gradient; after a ReLU those are zeros, whose gradient ends there.
 * The zeros of the padding may win too, and are cut off.
 *
 * Element q·stride + r is seen by window q - j at place r + j·stride of the kernel, so the elements
 * of one r form a lattice as coarse as y, and all comparisons happen on that.
 */
function byShifts(graph: GraphBuilder, { x, y, dy, attrs }: MaxPoolGradient): Value {
  const { kernel, stride, padding } = attrs;
  const lengths = x.shape.slice(2).map((n, axis) => n + 2 * padding[axis]);
  const extent = latticeExtent(lengths, stride);
  const margin = three((axis) => extent[axis] * stride[axis] - x.shape[axis + 2] - padding[axis]);
  const padded = padOrCut(graph, x, { before: [0, 0, ...padding], after: [0, 0, ...margin] });
  const zero = graph.constant([], 0);

  const lattices = phases(stride).map((start) => {
    const ranges = start.map((from, axis) => {
      return { axis: axis + 2, from, to: padded.shape[axis + 2], step: stride[axis] };
    });
    const seen = graph.apply(slice, [padded], { ranges });
    const shifts = phases(three((axis) => Math.ceil((kernel[axis] - start[axis]) / stride[axis])));
    const parts = shifts.map((shift) => {
      const before = [0, 0, ...shift];
      const after = [0, 0, ...three((a) => extent[a] - shift[a] - y.shape[a + 2])];
      const result = padOrCut(graph, y, { before, after });
      const gradient = padOrCut(graph, dy, { before, after });
      return graph.apply(where, [graph.apply(equal, [seen, result], {}), gradient, zero], {});
    });
    return parts.reduce((sum, part) => graph.apply(add, [sum, part], {}));
  });
  return padOrCut(graph, interleave(graph, lattices, stride), {
    before: [0, 0, ...padding.map((n) => -n)],
    after: [0, 0, ...margin.map((n) => -n)],
  });
}
