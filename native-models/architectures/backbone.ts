import type { GraphBuilder } from '../graph/graph.ts';
import type { Value } from '../graph/op.ts';
import { flatten } from '../graph/ops/flatten.ts';
import { globalAveragePool } from '../graph/ops/global-average-pool.ts';
import type { Normalise } from './normalise.ts';

/** Appends a part of a network; x and the result are [N, C, D, H, W]. */
export type Part = (graph: GraphBuilder, x: Value, normalise: Normalise) => Value;

/**
 * A network without its heads, cut where training may freeze it: the parts follow each other, and
 * each needs nothing but what the one before it gives.
 */
export interface Backbone {
  /** From the image [N, 1, D, H, W] to what the first stage takes. */
  readonly stem: Part;
  readonly stages: readonly [Part, Part, Part, Part];
}

export interface BackboneOutput {
  /** What each of the stages gives. */
  readonly stages: readonly Value[];
  /** Mean of the last stage over all positions, [N, C]. */
  readonly features: Value;
}

/** Appends a whole backbone. @param x [N, 1, D, H, W]. */
export function appendBackbone(
  graph: GraphBuilder,
  x: Value,
  { stem, stages }: Backbone,
  normalise: Normalise,
): BackboneOutput {
  return appendStages(graph, stem(graph, x, normalise), stages, normalise);
}

/** Appends the last stages of a backbone. @param x What comes before them. */
export function appendStages(
  graph: GraphBuilder,
  x: Value,
  stages: readonly Part[],
  normalise: Normalise,
): BackboneOutput {
  let current = x;
  const outputs = stages.map((stage) => (current = stage(graph, current, normalise)));
  const average = graph.apply(globalAveragePool, [current], {});
  return { stages: outputs, features: graph.apply(flatten, [average], {}) };
}
