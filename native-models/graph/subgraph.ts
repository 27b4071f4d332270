import type { Graph, GraphNode } from './graph.ts';
import type { Value } from './op.ts';

/** The part of a graph that computes one of its values, with that value as the only output. */
export function subgraphOf(graph: Graph, value: Value): Graph {
  const needed = new Set([value.name]);
  const nodes: GraphNode[] = [];
  for (const node of graph.nodes.toReversed()) {
    if (!needed.has(node.output.name)) continue;
    nodes.unshift(node);
    for (const { name } of node.inputs) needed.add(name);
  }
  return {
    inputs: graph.inputs.filter(({ name }) => needed.has(name)),
    parameters: graph.parameters.filter(({ name }) => needed.has(name)),
    constants: graph.constants.filter(({ value: { name } }) => needed.has(name)),
    nodes,
    outputs: [value],
  };
}
