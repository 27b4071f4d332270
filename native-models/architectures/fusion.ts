import type { GraphBuilder } from '../graph/graph.ts';
import type { Value } from '../graph/op.ts';
import { concat } from '../graph/ops/concat.ts';
import { linear } from '../graph/ops/linear.ts';

/** What is joined: radiomics features r [N, n] and network features f [N, d]. */
export interface FusionInputs {
  readonly radiomics: Value;
  readonly features: Value;
}

/** Makes one vector per patient of both; the study's best variant is `concat`. */
export type Fusion = (graph: GraphBuilder, inputs: FusionInputs) => Value;

/** The fusion variants by the study's names; further ones join here. */
export const fusions = {
  /** [r, f], n + d numbers. */
  concat: (graph, { radiomics, features }) =>
    graph.apply(concat, [radiomics, features], { axis: 1 }),
} satisfies Readonly<Record<string, Fusion>>;

export type FusionName = keyof typeof fusions;

/** A linear layer with parameters `name.weight` [out, in] and `name.bias` [out]. */
export function dense(graph: GraphBuilder, x: Value, layer: DenseLayer): Value {
  const weight = graph.parameter(`${layer.name}.weight`, [layer.out, x.shape[1]]);
  const bias = graph.parameter(`${layer.name}.bias`, [layer.out]);
  return graph.apply(linear, [x, weight, bias], {});
}

interface DenseLayer {
  readonly name: string;
  readonly out: number;
}

/** Two logits, pN- and pN+, of the fused vector. */
export function classifierHead(graph: GraphBuilder, fused: Value): Value {
  return dense(graph, fused, { name: 'fc', out: 2 });
}

/** The fused vector as the contrastive loss sees it: two linear layers, nothing between them. */
export function projectionHead(graph: GraphBuilder, fused: Value): Value {
  const wide = dense(graph, fused, { name: 'contrastive_features.feature1', out: 1024 });
  return dense(graph, wide, { name: 'contrastive_features.feature2', out: 128 });
}
