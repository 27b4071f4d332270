import type { Graph, GraphNode } from './graph.ts';
import type { Value } from './op.ts';

/** The part of a graph that computes one of its values, with that value as the only output. */
export function subgraphOf(graph: Graph, value: Value): Graph {
  return neededPart({ ...graph, outputs: [value] });
}

/** A graph without what none of its outputs depends on. */
export function neededPart(graph: Graph): Graph {
  const needed = new Set(graph.outputs.map(({ name }) => name));
  const nodes: GraphNode[] = [];
  for (const node of graph.nodes.toReversed()) {
    if (!needed.has(node.output.name)) continue;
    nodes.push(node);
    for (const { name } of node.inputs) needed.add(name);
  }
  return {
    inputs: graph.inputs.filter(({ name }) => needed.has(name)),
    parameters: graph.parameters.filter(({ name }) => needed.has(name)),
    constants: graph.constants.filter(({ value: { name } }) => needed.has(name)),
    nodes: nodes.toReversed(),
    outputs: graph.outputs,
  };
}
