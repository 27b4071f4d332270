import type { GraphBuilder } from '../graph.ts';
import type { Value } from '../op.ts';
import { concat } from './concat.ts';
import { reshape } from './reshape.ts';
import { transpose } from './transpose.ts';
import { three, type Three } from './window.ts';

/** Start of every lattice of positions that a stride leaves on three axes, the last axis fastest. */
export function phases(stride: Three): readonly Three[] {
  const starts = (axis: number): number[] => [...Array(stride[axis]).keys()];
  return starts(0).flatMap((a) =>
    starts(1).flatMap((b) => starts(2).map((c) => [a, b, c] as const)),
  );
}

/**
 * Puts lattices together: position q of the lattice that begins at r goes to q·stride + r.
 *
 * @param lattices In the order of `phases`, each [N, C, D, H, W].
 * @returns [N, C, D·stride, …].
 */
export function interleave(graph: GraphBuilder, lattices: readonly Value[], stride: Three): Value {
  if (lattices.length === 1) return lattices[0];
  const [images, channels, ...extent] = lattices[0].shape;
  const all = graph.apply(concat, lattices, { axis: 0 });
  const split = graph.apply(reshape, [all], { shape: [...stride, images * channels, ...extent] });
  const woven = graph.apply(transpose, [split], { order: [3, 4, 0, 5, 1, 6, 2] });
  const shape = [images, channels, ...extent.map((n, axis) => n * stride[axis])];
  return graph.apply(reshape, [woven], { shape });
}

/** Positions of each lattice, so that all together they cover a length on each axis. */
export function latticeExtent(lengths: readonly number[], stride: Three): Three {
  return three((axis) => Math.ceil(lengths[axis] / stride[axis]));
}
