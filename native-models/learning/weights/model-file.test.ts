import { expect, test } from 'vitest';
import { buildNetwork, initialWeights } from '../../architectures/network.ts';
import { storedStatistics } from '../../architectures/normalise.ts';
import { graphBuilder } from '../../graph/graph.ts';
import { encodeModel } from '../../graph/onnx/encode-model.ts';
import { encodeSafetensors, parseSafetensors } from '../../graph/safetensors.ts';
import { elementCount, tensor, type Tensor } from '../../graph/tensor-type.ts';
import { seededRandom, type Random } from '../../numeric/random.ts';
import { createSession } from '../../runtime/session.ts';
import { exportOnnx } from './export-onnx.ts';
import { networkSpecOf, type ModelCard, type NetworkChoice } from './model-card.ts';
import { encodeModelFile, parseModelFile, type Model } from './model-file.ts';

const choice: NetworkChoice = {
  ...{ backbone: 'resnet18', width: 1 / 16, inputSize: 32, fusion: 'concat', auxiliary: false },
};

function cardOf(network: NetworkChoice): ModelCard {
  return {
    ...{ format: 1, name: 'Ünlü', intendedUse: 'trying out', limits: ['synthetic cases'], network },
    radiomics: [
      { column: 'volume', mean: 1000, sd: 250 },
      { column: 'entropy', mean: -3, sd: 0.5 },
    ],
    metrics: [{ name: 'AUC', value: '0.71' }],
    training: { seed: 5, settings: { epochs: 2 } },
  };
}

function modelOf(network: NetworkChoice): Model {
  const card = cardOf(network);
  const random = seededRandom(3);
  const weights = initialWeights(networkSpecOf(card), network.inputSize, random);
  return { card, weights: new Map([...weights].map(([n, w]) => [n, learned(n, w, random)])) };
}

/** Statistics and biases other than 0 and 1, so that one exchanged for another would show. */
function learned(name: string, { shape, data }: Tensor, random: Random): Tensor {
  if (shape.length > 1) return { shape, data };
  const lowest = name.endsWith('running_var') ? 0.5 : 0;
  return tensor(
    shape,
    data.map((value) => value * 0.5 + lowest + random.next() * 0.5),
  );
}

test('a model comes back as it was written, and the same model gives the same bytes', () => {
  const model = modelOf(choice);
  const bytes = encodeModelFile(model);
  const read = parseModelFile(bytes);
  expect(read.card).toEqual(model.card);
  expect(read.weights).toEqual(new Map(model.weights));
  expect(encodeModelFile(read)).toEqual(bytes);
});

test('a file whose card and weights do not belong together is refused by name', () => {
  const model = modelOf(choice);
  const { tensors, metadata } = parseSafetensors(encodeModelFile(model));
  const without = new Map([...tensors].filter(([name]) => name !== 'fc.bias'));
  const more = new Map([...tensors, ['extra', tensor([1], Float32Array.of(1))]]);
  const other = new Map([...tensors, ['fc.bias', tensor([3], new Float32Array(3))]]);
  const under = new Map([...tensors].map(([name, weight]) => [`module.${name}`, weight]));
  const file = (part: ReadonlyMap<string, Tensor>) =>
    encodeSafetensors({ tensors: part, metadata });
  expect(() => parseModelFile(file(without))).toThrow(/network: fc\.bias$/);
  expect(() => parseModelFile(file(more))).toThrow(/network: extra$/);
  expect(() => parseModelFile(file(other))).toThrow(/network: fc\.bias$/);
  expect(() => parseModelFile(file(under))).toThrow(/network: module\.$/);
  expect(() => encodeModelFile({ ...model, weights: without })).toThrow(/network: fc\.bias$/);
  expect(() => parseModelFile(encodeSafetensors({ tensors, metadata: {} }))).toThrow(/no card/);
});

const wrongCards: readonly (readonly [string, (card: ModelCard) => unknown])[] = [
  ['no JSON', () => undefined],
  ['unknown format', (card) => ({ ...card, format: 2 })],
  ['intendedUse', (card) => ({ ...card, intendedUse: 7 })],
  ['limits', (card) => ({ ...card, limits: 'none' })],
  ['backbone', (card) => ({ ...card, network: { ...card.network, backbone: 'constructor' } })],
  ['fusion', (card) => ({ ...card, network: { ...card.network, fusion: 'toString' } })],
  ['width', (card) => ({ ...card, network: { ...card.network, width: 2 } })],
  ['voxels', (card) => ({ ...card, network: { ...card.network, inputSize: 1e9 } })],
  ['voxels', (card) => ({ ...card, network: { ...card.network, inputSize: 8 } })],
  ['standard deviation', (card) => ({ ...card, radiomics: [{ column: 'a', mean: 0, sd: 0 }] })],
  ['metrics', (card) => ({ ...card, metrics: [1] })],
  ['training', (card) => ({ ...card, training: [] })],
];

for (const [message, change] of wrongCards) {
  test(`a card is refused: ${message}`, () => {
    const { tensors } = parseSafetensors(encodeModelFile(modelOf(choice)));
    const text = JSON.stringify(change(cardOf(choice))) as string | undefined;
    const metadata = { 'nodewise.card': text ?? '{' };
    expect(() => parseModelFile(encodeSafetensors({ tensors, metadata }))).toThrow(
      new RegExp(message),
    );
  });
}

const exported: readonly NetworkChoice[] = [
  choice,
  { ...choice, backbone: 'densenet121', fusion: 'learnable-add*' },
  { ...choice, backbone: 'swin', width: 1 / 4, fusion: 'none', auxiliary: true },
];

for (const network of exported) {
  const { backbone, fusion } = network;
  test(`${backbone} with ${fusion} exports to ONNX with constant weights and scaled features`, async () => {
    const model = modelOf(network);
    const x = filled([1, 1, 32, 32, 32]);
    const raw = tensor([1, 2], Float32Array.of(1200, -4));
    // (1200 - 1000) / 250 and (-4 + 3) / 0.5.
    const scaled = tensor([1, 2], Float32Array.of(0.8, -2));

    const graph = graphBuilder();
    const values = buildNetwork(networkSpecOf(model.card))(
      graph,
      { x: graph.input('x', x.shape), radiomics: graph.input('radiomics', raw.shape) },
      storedStatistics,
    );
    const direct = graph.finish({ logits: values.logits });
    const [expected] = await outputsOf(encodeModel(direct, model.weights), {
      x,
      radiomics: scaled,
    });
    const inputs = fusion === 'none' ? { x } : { x, radiomics: raw };
    const [probability, logits] = await outputsOf(exportOnnx(model), inputs);

    const [negative, positive] = expected.data;
    expect(logits.shape).toEqual([1, 2]);
    expect(logits.data[0]).toBeCloseTo(negative, 5);
    expect(logits.data[1]).toBeCloseTo(positive, 5);
    expect(Math.abs(positive - negative)).toBeGreaterThan(1e-3);
    expect(probability.shape).toEqual([1, 1]);
    expect(probability.data[0]).toBeCloseTo(1 / (1 + Math.exp(negative - positive)), 5);
  });
}

async function outputsOf(model: Uint8Array, inputs: Readonly<Record<string, Tensor>>) {
  const session = await createSession(model);
  try {
    return [...(await session.run(inputs)).values()];
  } finally {
    await session.dispose();
  }
}

function filled(shape: readonly number[]): Tensor {
  const data = Float32Array.from({ length: elementCount(shape) }, (_, n) => (n % 97) / 97);
  return tensor(shape, data);
}
