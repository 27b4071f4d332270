import type { Part } from '../architectures/backbone.ts';
import { givenStatistics, type GivenLayer, type Normalise } from '../architectures/normalise.ts';
import type { Formulations } from '../graph/formulations.ts';
import { graphBuilder, type GraphBuilder, type GraphNode } from '../graph/graph.ts';
import type { Value } from '../graph/op.ts';
import type { Shape } from '../graph/tensor-type.ts';
import { valuesToKeep, type KeptPlan } from './kept-values.ts';

/** A piece of a network of one patient, up to a batch normalisation, which reads its end. */
export interface Segment {
  /** What the next segment begins with, or what the part gives. */
  readonly end: Value;
  /** The batch normalisation that reads the end; null for the last segment. */
  readonly layer: GivenLayer | null;
  /** Its nodes among those of the whole. */
  readonly from: number;
  readonly to: number;
  /** What it or earlier segments compute and later ones use; the last one's end. */
  readonly alive: readonly Value[];
  /** Computed here and kept, so that from all that is kept what is alive can be had again. */
  readonly keeps: readonly Value[];
}

/** A part of a network cut before each batch normalisation. */
export interface SegmentedPart {
  readonly graph: GraphBuilder;
  readonly x: Value;
  readonly segments: readonly Segment[];
}

export interface SegmentPlan extends KeptPlan {
  /** [1, 1, D, H, W] */
  readonly image: Shape;
  readonly formulations: Formulations;
}

/** The part's nodes, with statistics that are given, and where it is cut. */
export function segmented(
  lower: Part,
  { image, formulations, ...plan }: SegmentPlan,
): SegmentedPart {
  const graph = graphBuilder(formulations);
  const x = graph.input('x', image);
  const layers: GivenLayer[] = [];
  const cuts: Cut[] = [];
  const given = givenStatistics(layers);
  const cutting: Normalise = (builder, end, name) => {
    cuts.push({ end, to: builder.nodes.length });
    return given(builder, end, name);
  };
  const end = lower(graph, x, cutting);
  cuts.push({ end, to: graph.nodes.length });

  const nodes = new Map(graph.nodes.map((node) => [node.output.name, node]));
  const kept = new Set<Value>();
  const segments = cuts.map((cut, n): Segment => {
    const layer = layers.at(n) ?? null;
    const alive = layer ? aliveAt(graph.nodes, cut.to) : [end];
    const needed = layer
      ? alive.flatMap((value) => [...(valuesToKeep(value, nodes, plan) ?? [])])
      : [];
    const keeps = [...new Set(needed)].filter((value) => !kept.has(value));
    for (const value of keeps) kept.add(value);
    return { ...cut, layer, alive, keeps, from: cuts[n - 1]?.to ?? 0 };
  });
  return { graph, x, segments };
}

type Cut = Pick<Segment, 'end' | 'to'>;

/** What is computed before a place and used behind it. */
function aliveAt(nodes: readonly GraphNode[], place: number): readonly Value[] {
  const used = new Set(nodes.slice(place).flatMap(({ inputs }) => inputs.map(({ name }) => name)));
  return nodes
    .slice(0, place)
    .map(({ output }) => output)
    .filter(({ name }) => used.has(name));
}
