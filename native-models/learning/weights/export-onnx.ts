import { buildNetwork } from '../../architectures/network.ts';
import { storedStatistics } from '../../architectures/normalise.ts';
import { graphBuilder, type Graph, type GraphBuilder } from '../../graph/graph.ts';
import { encodeModel } from '../../graph/onnx/encode-model.ts';
import type { Value } from '../../graph/op.ts';
import { divide } from '../../graph/ops/divide.ts';
import { slice } from '../../graph/ops/slice.ts';
import { softmax } from '../../graph/ops/softmax.ts';
import { subtract } from '../../graph/ops/subtract.ts';
import { neededPart } from '../../graph/subgraph.ts';
import { networkSpecOf, type ModelCard, type RadiomicsScale } from './model-card.ts';
import type { Model } from './model-file.ts';

/** What the inputs mean, for whoever has the ONNX file alone. */
const inputs = {
  x:
    'CT at 1 mm, axes left to right, back to front, foot to head; HU clipped to [-1600, 400] and ' +
    'scaled to [0, 1]; a cube whose centre is that of the tumour’s bounding box; 0 outside the image',
  radiomics: 'features in their own units, in the order of the card; the model scales them itself',
  probability: 'of pN+, 0 to 1',
  logits: 'pN-, pN+',
};

/**
 * A trained network as plain ONNX that any runtime of operator set 17 computes: weights and scaling are
 * constants, nothing but standard operators; card and meaning of the inputs stand in the metadata.
 *
 * Inputs `x` [1, 1, n, n, n] and `radiomics` [1, r], which a network without fusion lacks; outputs
 * `probability` [1, 1] and `logits` [1, 2]. One patient at a time.
 */
export function exportOnnx({ card, weights }: Model): Uint8Array {
  return encodeModel(predictionGraph(card), weights, {
    ...inputs,
    card: JSON.stringify(card),
  });
}

function predictionGraph(card: ModelCard): Graph {
  const graph = graphBuilder();
  const n = card.network.inputSize;
  const x = graph.input('x', [1, 1, n, n, n]);
  const radiomics = graph.input('radiomics', [1, card.radiomics.length]);
  const scaled = scaledRadiomics(graph, radiomics, card.radiomics);
  const build = buildNetwork(networkSpecOf(card));
  const { logits } = build(graph, { x, radiomics: scaled }, storedStatistics);
  const probabilities = graph.apply(softmax, [logits], {});
  const probability = graph.apply(slice, [probabilities], {
    ranges: [{ axis: 1, from: 1, to: 2 }],
  });
  // The projection served training alone.
  return neededPart(graph.finish({ probability, logits }));
}

function scaledRadiomics(
  graph: GraphBuilder,
  radiomics: Value,
  scales: readonly RadiomicsScale[],
): Value {
  const row = (of: 'mean' | 'sd'): Value =>
    graph.constant(
      [1, scales.length],
      Float32Array.from(scales, (scale) => scale[of]),
    );
  return graph.apply(divide, [graph.apply(subtract, [radiomics, row('mean')], {}), row('sd')], {});
}
