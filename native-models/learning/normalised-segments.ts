import type { Part } from '../architectures/backbone.ts';
import { storedStatistics, type Normalise } from '../architectures/normalise.ts';
import type { Formulations } from '../graph/formulations.ts';
import { graphBuilder, type Graph } from '../graph/graph.ts';
import type { Value } from '../graph/op.ts';
import { neededPart } from '../graph/subgraph.ts';
import { elementCount, type Shape } from '../graph/tensor-type.ts';

/** A piece of a network of one patient, from what is kept to what the next normalisation reads. */
export interface Segment {
  /** Its inputs are `x` or values that earlier segments keep. */
  readonly graph: Graph;
  readonly end: Value;
  /** The batch normalisation that reads the end; null for the last segment, which ends the part. */
  readonly layer: string | null;
  /** Names of the values from which all the rest can be computed; null: what is kept stays so. */
  readonly keeps: readonly string[] | null;
}

/**
 * Values larger than this in sum are not kept for every patient of a batch; the next segment
 * computes them again. At the study's size that is the stem before its pooling.
 */
const LARGEST_KEPT_BYTES = 64 * 2 ** 20;
const FLOAT_BYTES = 4;

export interface SegmentPlan {
  /** [1, 1, D, H, W] */
  readonly image: Shape;
  readonly formulations: Formulations;
  readonly largestKeptBytes?: number;
}

/** A part of a network cut before each batch normalisation; `x` is kept throughout. */
export function normalisedSegments(
  lower: Part,
  { image, formulations, largestKeptBytes = LARGEST_KEPT_BYTES }: SegmentPlan,
): readonly Segment[] {
  const builder = graphBuilder(formulations);
  const x = builder.input('x', image);
  const cuts: Cut[] = [];
  const marked: Normalise = (graph, end, layer) => {
    cuts.push({ end, layer, at: graph.nodes.length });
    return storedStatistics(graph, end, layer);
  };
  const end = lower(builder, x, marked);
  cuts.push({ end, layer: null, at: builder.nodes.length });

  const whole = builder.finish({});
  let available: readonly Value[] = [x];
  return cuts.map((cut) => {
    const given = new Set(available.map(({ name }) => name));
    const alive = aliveAt(whole, cut);
    const isKept = cut.layer !== null && bytesOf(alive) <= largestKeptBytes;
    const fresh = isKept ? alive.filter(({ name }) => !given.has(name)) : [];
    const graph = neededPart({
      ...whole,
      inputs: available,
      nodes: whole.nodes.slice(0, cut.at).filter(({ output }) => !given.has(output.name)),
      outputs: [...new Set([cut.end, ...fresh])],
    });
    if (isKept) available = [x, ...alive];
    return { graph, ...cut, keeps: isKept ? alive.map(({ name }) => name) : null };
  });
}

interface Cut extends Pick<Segment, 'end' | 'layer'> {
  /** Number of nodes before the cut. */
  readonly at: number;
}

/** What is computed before a cut and used behind it. */
function aliveAt({ nodes }: Graph, { at }: Cut): readonly Value[] {
  const used = new Set(nodes.slice(at).flatMap(({ inputs }) => inputs.map(({ name }) => name)));
  return nodes
    .slice(0, at)
    .map(({ output }) => output)
    .filter(({ name }) => used.has(name));
}

function bytesOf(values: readonly Value[]): number {
  return values.reduce((sum, { shape }) => sum + elementCount(shape) * FLOAT_BYTES, 0);
}
