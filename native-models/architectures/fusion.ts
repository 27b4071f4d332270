import type { GraphBuilder } from '../graph/graph.ts';
import type { Value } from '../graph/op.ts';
import { add } from '../graph/ops/add.ts';
import { concat } from '../graph/ops/concat.ts';
import { linear } from '../graph/ops/linear.ts';
import { multiply } from '../graph/ops/multiply.ts';

/** What is joined: radiomics features r [N, n] and network features f [N, d]. */
export interface FusionInputs {
  readonly radiomics: Value;
  readonly features: Value;
}

/** Makes one vector per patient of both. */
export type Fusion = (graph: GraphBuilder, inputs: FusionInputs) => Value;

/** The fusion variants by the study's names; W r + b below has the length of f. */
export const fusions = {
  /** f: deep learning alone. */
  none: (_, { features }) => features,
  /** [r, f], n + d numbers; the study's best. */
  concat: (graph, { radiomics, features }) =>
    graph.apply(concat, [radiomics, features], { axis: 1 }),
  /** [W r + b, f], 2d numbers. */
  'concat*': (graph, inputs) =>
    graph.apply(concat, [mapped(graph, inputs), inputs.features], { axis: 1 }),
  /** W r + b + f. */
  'add*': (graph, inputs) => graph.apply(add, [mapped(graph, inputs), inputs.features], {}),
  /** w₁ (W r + b) + w₂ f with learned scalars. */
  'learnable-add*': (graph, inputs) => {
    const scaled = (value: Value, name: string): Value =>
      graph.apply(multiply, [value, graph.parameter(name, [1])], {});
    const r = scaled(mapped(graph, inputs), 'weight1');
    return graph.apply(add, [r, scaled(inputs.features, 'weight2')], {});
  },
} as const satisfies Readonly<Record<string, Fusion>>;

export type FusionName = keyof typeof fusions;

/** Radiomics features mapped to as many numbers as the network has. */
function mapped(graph: GraphBuilder, { radiomics, features }: FusionInputs): Value {
  return dense(graph, radiomics, { name: 'radiomics_fc', out: features.shape[1] });
}

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
