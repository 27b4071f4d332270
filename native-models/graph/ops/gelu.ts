import type { GraphBuilder } from '../graph.ts';
import type { Value } from '../op.ts';
import { add } from './add.ts';
import { divide } from './divide.ts';
import { erf } from './erf.ts';
import { multiply } from './multiply.ts';

/**
 * Gaussian error linear unit, x·Φ(x), with the exact normal distribution function; written in the one
 * order of steps that ONNX Runtime makes a single kernel of.
 *
 * Source: Hendrycks D, Gimpel K, arXiv:1606.08415.
 */
export function gelu(graph: GraphBuilder, x: Value): Value {
  const scaled = graph.apply(divide, [x, graph.constant([], Math.SQRT2)], {});
  const twicePhi = graph.apply(add, [graph.apply(erf, [scaled], {}), graph.constant([], 1)], {});
  const half = graph.apply(multiply, [x, graph.constant([], 0.5)], {});
  return graph.apply(multiply, [half, twicePhi], {});
}
