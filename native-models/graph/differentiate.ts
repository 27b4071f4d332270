import type { GraphBuilder, GraphNode } from './graph.ts';
import type { Value } from './op.ts';
import { add } from './ops/add.ts';

/** A computed value with the gradient of some scalar by it; for the scalar itself that is 1. */
export interface Cotangent {
  readonly of: Value;
  readonly cotangent: Value;
}

/**
 * Reverse-mode differentiation: appends the nodes that compute the gradients of a scalar by the
 * given values, walking the graph once from its end and adding up what reaches a value on several
 * ways. It asks every op for its own rule and knows none by name.
 *
 * @param from Where the walk begins; several values give the gradient of the sum.
 * @param by They count as independent, also where one is computed from another.
 * @returns One gradient for each of `by`, of the same shape; zeros for a value that has no influence.
 */
export function differentiate(
  graph: GraphBuilder,
  from: readonly Cotangent[],
  by: readonly Value[],
): readonly Value[] {
  const nodes = [...graph.nodes];
  const wanted = dependents(nodes, by);
  const independent = new Set(by.map(({ name }) => name));
  const gradients = new Map<string, Value>();
  const collect = ({ name }: Value, gradient: Value): void => {
    const other = gradients.get(name);
    gradients.set(name, other ? graph.apply(add, [other, gradient], {}) : gradient);
  };

  for (const { of, cotangent } of from) collect(of, cotangent);
  for (const { output, inputs, pullback } of nodes.toReversed()) {
    const cotangent = gradients.get(output.name);
    if (!cotangent || !pullback || !wanted.has(output.name)) continue;
    if (independent.has(output.name)) continue;
    // Shapes and positions, behind the values, have no rule; an optional input may be absent.
    const rules = pullback(graph, cotangent).slice(0, inputs.length);
    for (const [n, gradient] of rules.entries()) {
      if (gradient && wanted.has(inputs[n].name)) collect(inputs[n], gradient());
    }
  }
  return by.map(({ name, shape }) => gradients.get(name) ?? graph.constant(shape, 0));
}

/** The gradients of one scalar of shape []. @throws RangeError when it is no scalar. */
export function gradientsOf(
  graph: GraphBuilder,
  scalar: Value,
  by: readonly Value[],
): readonly Value[] {
  if (scalar.shape.length > 0) throw new RangeError(`${scalar.name} is no scalar`);
  return differentiate(graph, [{ of: scalar, cotangent: graph.constant([], 1) }], by);
}

/** Names of the values themselves and of all that is computed from them. */
function dependents(nodes: readonly GraphNode[], of: readonly Value[]): ReadonlySet<string> {
  const names = new Set(of.map(({ name }) => name));
  for (const { inputs, output } of nodes) {
    if (inputs.some(({ name }) => names.has(name))) names.add(output.name);
  }
  return names;
}
