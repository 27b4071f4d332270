import type { GraphBuilder } from '../../graph/graph.ts';
import type { Value } from '../../graph/op.ts';
import { add } from '../../graph/ops/add.ts';
import { concat } from '../../graph/ops/concat.ts';
import { padOrCut } from '../../graph/ops/pad.ts';
import { slice } from '../../graph/ops/slice.ts';
import { windowAttention } from './attention.ts';
import { denseLast, lastOf, layerNorm, perceptron } from './layers.ts';
import { attentionMask, segmentsOf, windowsOf, type Windows } from './windows.ts';

export interface SwinBlock {
  readonly name: string;
  readonly heads: number;
  /** Edge of a window. */
  readonly window: number;
  /** Whether the windows lie half a window further than in an unshifted block. */
  readonly shifted: boolean;
  /** Channels between the layers of the perceptron, in channels of the block. */
  readonly mlpRatio: number;
}

/** Attention within windows, then a perceptron, each added to what came in; x [N, D, H, W, C]. */
export function swinBlock(graph: GraphBuilder, x: Value, block: SwinBlock): Value {
  const { name, mlpRatio } = block;
  const attended = graph.apply(
    add,
    [x, attendInWindows(graph, layerNorm(graph, x, `${name}.norm1`), block)],
    {},
  );
  const hidden = Math.floor(lastOf(x) * mlpRatio);
  const rest = perceptron(graph, layerNorm(graph, attended, `${name}.norm2`), {
    name: `${name}.mlp`,
    hidden,
  });
  return graph.apply(add, [attended, rest], {});
}

function attendInWindows(graph: GraphBuilder, x: Value, block: SwinBlock): Value {
  const [, depth, height, width, channels] = x.shape;
  const windows = windowsOf([depth, height, width], block);
  const name = `${block.name}.attn`;
  const { window, shift, padded } = windows;
  const { heads, window: fullWindow } = block;
  const attend = windowAttention(graph, channels, { name, heads, fullWindow, window });

  const margin = [0, padded[0] - depth, padded[1] - height, padded[2] - width, 0];
  const none = margin.map(() => 0);
  const whole = padOrCut(graph, x, { before: none, after: margin });
  const shifted = rolled(graph, whole, shift);
  const mixed = bySegments(graph, shifted, windows, (part, wraps) =>
    attend(part, attentionMask(windows, wraps)),
  );
  const back = rolled(
    graph,
    mixed,
    shift.map((by, axis) => (padded[axis] - by) % padded[axis]),
  );
  const cut = padOrCut(graph, back, { before: none, after: margin.map((n) => -n) });
  return denseLast(graph, cut, { name: `${name}.proj`, out: channels });
}

/** x [N, D, H, W, C] with the first `by` positions of each spatial axis put behind its last. */
function rolled(graph: GraphBuilder, x: Value, by: readonly number[]): Value {
  return by.reduce((current, from, spatial) => {
    if (from === 0) return current;
    const axis = spatial + 1;
    const front = graph.apply(slice, [current], { ranges: [{ axis, from: 0, to: from }] });
    const range = { axis, from, to: current.shape[axis] };
    return graph.apply(concat, [graph.apply(slice, [current], { ranges: [range] }), front], {
      axis,
    });
  }, x);
}

/**
 * Computes something in each part of a shifted image [N, D, H, W, C] whose windows are of one kind,
 * and puts the results together. A mask is then one window's, not one for each of hundreds.
 */
function bySegments(
  graph: GraphBuilder,
  x: Value,
  windows: Windows,
  compute: (part: Value, wraps: readonly boolean[]) => Value,
): Value {
  const along = (part: Value, wraps: readonly boolean[]): Value => {
    const spatial = wraps.length;
    if (spatial === 3) return compute(part, wraps);
    const axis = spatial + 1;
    const segments = segmentsOf(windows, spatial);
    if (segments.length === 1) return along(part, [...wraps, segments[0].wraps]);
    const results = segments.map(({ from, to, wraps: last }) =>
      along(graph.apply(slice, [part], { ranges: [{ axis, from, to }] }), [...wraps, last]),
    );
    return graph.apply(concat, results, { axis });
  };
  return along(x, []);
}
