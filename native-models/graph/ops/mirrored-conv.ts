import type { GraphBuilder } from '../graph.ts';
import type { Value } from '../op.ts';
import { elementCount } from '../tensor-type.ts';
import { reverse } from './reverse.ts';
import { windowConv } from './window-conv.ts';
import type { Three } from './window.ts';

interface Attrs {
  /** Zeros in front of each axis of the image and behind it. */
  readonly before: Three;
  readonly after: Three;
  readonly groups?: number;
}

/**
 * Convolution of stride 1 with the mirrored kernel. On the processor a small image is mirrored instead,
 * and the result back, as turning a deep layer's kernel round takes as long there as its products.
 *
 * @param image [N, C, …]
 * @param kernel [O, C, k…]
 */
export function mirroredConv(
  graph: GraphBuilder,
  image: Value,
  kernel: Value,
  { before, after, groups = 1 }: Attrs,
): Value {
  const axes = [2, 3, 4].filter((axis) => kernel.shape[axis] > 1);
  const turned = (value: Value): Value =>
    axes.length === 0 ? value : graph.apply(reverse, [value], { axes });
  const smaller = elementCount(kernel.shape) <= 2 * elementCount(image.shape);
  if (smaller || !graph.formulations.tiledConv) {
    return graph.apply(windowConv, [image, turned(kernel)], { before, after, groups });
  }
  const margins = { before: after, after: before };
  return turned(graph.apply(windowConv, [turned(image), kernel], { ...margins, groups }));
}
