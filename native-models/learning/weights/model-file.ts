import { networkParameters } from '../../architectures/network.ts';
import { encodeSafetensors, parseSafetensors } from '../../graph/safetensors.ts';
import type { Tensor } from '../../graph/tensor-type.ts';
import { networkSpecOf, parseModelCard, type ModelCard } from './model-card.ts';
import { matchWeights } from './match-weights.ts';

/** A trained network: all that is needed to compute with it or to learn on. */
export interface Model {
  readonly card: ModelCard;
  /** By state-dict name, every parameter and stored statistic of the network. */
  readonly weights: ReadonlyMap<string, Tensor>;
}

/** Under which the card stands among the metadata. */
const CARD = 'nodewise.card';

/**
 * A safetensors file whose metadata hold the card as JSON: any program for safetensors can read the
 * weights, and card and weights cannot be parted. The same model gives the same bytes.
 *
 * @throws RangeError when the weights are not those of the card's network.
 */
export function encodeModelFile({ card, weights }: Model): Uint8Array {
  return encodeSafetensors({
    tensors: weightsOfNetwork(card, weights),
    metadata: { [CARD]: JSON.stringify(card) },
  });
}

/** @throws RangeError when the bytes are no model, or card and weights do not belong together. */
export function parseModelFile(bytes: Uint8Array): Model {
  const { tensors, metadata } = parseSafetensors(bytes);
  if (!Object.hasOwn(metadata, CARD)) throw new RangeError('the file has weights, but no card');
  const card = parseModelCard(metadata[CARD]);
  return { card, weights: weightsOfNetwork(card, tensors) };
}

/** The network's weights in its own order. */
function weightsOfNetwork(
  card: ModelCard,
  tensors: ReadonlyMap<string, Tensor>,
): ReadonlyMap<string, Tensor> {
  const parameters = networkParameters(networkSpecOf(card), card.network.inputSize);
  const { weights, report } = matchWeights(tensors, parameters);
  const { missing, unexpected, shapeDiffers, ignored, prefix } = report;
  const wrong = [...missing, ...unexpected, ...ignored, ...shapeDiffers.map(({ name }) => name)];
  if (wrong.length > 0 || prefix !== '') {
    throw new RangeError(`the weights are not those of the card’s network: ${wrong[0] ?? prefix}`);
  }
  return new Map(
    parameters.flatMap(({ name }) => {
      const weight = weights.get(name);
      return weight ? [[name, weight] as const] : [];
    }),
  );
}
