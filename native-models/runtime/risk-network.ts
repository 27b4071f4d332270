import { fusions } from '../architectures/fusion.ts';
import { classifierHead, resnetHeads } from '../architectures/heads.ts';
import { storedStatistics } from '../architectures/normalise.ts';
import { resnet } from '../architectures/resnet.ts';
import { graphBuilder, type Graph } from '../graph/graph.ts';
import { encodeModel } from '../graph/onnx/encode-model.ts';
import { NETWORK_INPUT_SIZE } from '../image/preprocess/network-input.ts';
import type { RiskModel } from './parse-risk-model.ts';
import type { RiskArchitecture } from './risk-model-card.ts';
import { encodeSaliencyModel } from './saliency.ts';

/**
 * The fusion network of one patient: inputs `x` [1, 1, 96, 96, 96] and `radiomics` [1, n], outputs
 * `features` [1, d] and `logits` [1, 2].
 */
export function riskNetwork(architecture: RiskArchitecture, radiomicsCount: number): Graph {
  const graph = graphBuilder();
  const n = NETWORK_INPUT_SIZE;
  const x = graph.input('x', [1, 1, n, n, n]);
  const radiomics = graph.input('radiomics', [1, radiomicsCount]);
  const { features } = resnet(graph, x, { block: 'basic', ...architecture }, storedStatistics);
  const fused = fusions[architecture.fusion](graph, { radiomics, features });
  return graph.finish({ features, logits: classifierHead(graph, fused, resnetHeads) });
}

/** The ONNX model to give to `createSession`. */
export function encodeRiskNetwork({ card, weights }: RiskModel): Uint8Array {
  return encodeModel(riskNetwork(card.architecture, card.radiomics.features.length), weights);
}

/** The ONNX model whose session `saliency` needs. */
export function encodeRiskSaliency({ card, weights }: RiskModel): Uint8Array {
  const { fusion, blocks, widths } = card.architecture;
  const backbone = { family: 'resnet', block: 'basic', blocks, widths } as const;
  const spec = { backbone, fusion, radiomicsCount: card.radiomics.features.length };
  return encodeSaliencyModel(spec, weights, NETWORK_INPUT_SIZE);
}
