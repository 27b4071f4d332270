import { differentiate } from '../graph/differentiate.ts';
import type { Graph } from '../graph/graph.ts';
import type { Value } from '../graph/op.ts';
import { neededPart } from '../graph/subgraph.ts';
import type { Segment, SegmentedPart } from './segments.ts';
import { gradientName, isLearned } from './training-graph.ts';

/** Name of the gradient by a value as an input. */
export const cotangentName = (value: string): string => `cotangent:${value}`;
/** Name of a mean gradient of a batch by a parameter of a normalisation. */
export const meanGradientName = (parameter: string): string => `mean-gradient:${parameter}`;

/**
 * For each segment the graph from what is kept to its end and to what it adds to that. Outputs have
 * the names of the values.
 */
export function forwardGraphs({ graph, x, segments }: SegmentedPart): readonly Graph[] {
  const whole = graph.finish({});
  return segments.map(({ end, keeps, to }, n) => {
    const nodes = whole.nodes.slice(0, to);
    const outputs = [...new Set([end, ...keeps])];
    return partGiven({ ...whole, nodes, outputs }, [x, ...keptBefore(segments, n)]);
  });
}

export interface BackwardGraph {
  /**
   * Inputs: what is kept, the gradients by what is alive at the end (`cotangentName`), and the mean
   * gradients of the normalisation behind the end (`meanGradientName`). Outputs: gradients
   * (`gradientName`) by what is alive before and by the parameters.
   */
  readonly graph: Graph;
  /** Parameters of the segment. */
  readonly learning: readonly Value[];
  /** What is alive before the segment and has another gradient before it than behind it. */
  readonly reached: readonly Value[];
  /** Names of inputs that are not needed any more after it. */
  readonly spent: readonly string[];
}

/** For each segment the graph of its gradients, for a walk from the last segment to the first. */
export function backwardGraphs({ graph, x, segments }: SegmentedPart): readonly BackwardGraph[] {
  const cotangents = new Map<string, Value>();
  const cotangentOf = ({ name, shape }: Value): Value => {
    const value = cotangents.get(name) ?? graph.input(cotangentName(name), shape);
    cotangents.set(name, value);
    return value;
  };
  const forward = [...graph.nodes];
  return segments.map(({ end, layer, alive, keeps, from, to }, n) => {
    const through = layer?.throughStatistics({
      scale: graph.input(meanGradientName(`${layer.name}.weight`), [end.shape[1]]),
      bias: graph.input(meanGradientName(`${layer.name}.bias`), [end.shape[1]]),
    });
    const start = alive.map((of) => ({ of, cotangent: cotangentOf(of) }));
    if (through) start.push({ of: end, cotangent: through });

    const used = new Set(
      forward.slice(from, to).flatMap(({ inputs }) => inputs.map(({ name }) => name)),
    );
    const learning = graph.parameters.filter(({ name }) => isLearned(name) && used.has(name));
    const before = segments[n - 1]?.alive ?? [];
    const by = [...learning, ...before];
    const found = differentiate(graph, start, by).map((gradient, k) => ({ of: by[k], gradient }));
    const changed = found.filter(({ of, gradient }) => cotangents.get(of.name) !== gradient);
    const whole = graph.finish(
      Object.fromEntries(changed.map(({ of, gradient }) => [gradientName(of.name), gradient])),
    );
    return {
      graph: partGiven(whole, [x, ...keptBefore(segments, n + 1), ...whole.inputs]),
      learning,
      reached: changed.map(({ of }) => of).filter((value) => before.includes(value)),
      spent: [
        ...keeps.map(({ name }) => name),
        ...alive.filter((value) => !before.includes(value)).map(({ name }) => cotangentName(name)),
      ],
    };
  });
}

function keptBefore(segments: readonly Segment[], n: number): readonly Value[] {
  return segments.slice(0, n).flatMap(({ keeps }) => keeps);
}

/** The part of a graph that computes its outputs from given values. */
function partGiven(whole: Graph, given: readonly Value[]): Graph {
  const names = new Set(given.map(({ name }) => name));
  return neededPart({
    ...whole,
    inputs: [...new Set(given)],
    nodes: whole.nodes.filter(({ output }) => !names.has(output.name)),
  });
}
