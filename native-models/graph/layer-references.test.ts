import { expect, test } from 'vitest';
import { createSession } from '../runtime/session.ts';
import { relativeL2, required } from '../testing/network-reference.ts';
import { readNpz } from '../testing/read-npz.ts';
import { sharedFile } from '../testing/shared-data.ts';
import { gradientsOf } from './differentiate.ts';
import { cpuFormulations, type Formulations } from './formulations.ts';
import { graphBuilder, type GraphBuilder } from './graph.ts';
import { encodeModel } from './onnx/encode-model.ts';
import type { Value } from './op.ts';
import { add } from './ops/add.ts';
import { conv } from './ops/conv.ts';
import { gelu } from './ops/gelu.ts';
import { layerNormalization } from './ops/layer-normalization.ts';
import { matmul } from './ops/matmul.ts';
import { maxPool } from './ops/max-pool.ts';
import { multiply } from './ops/multiply.ts';
import { normaliseBatch } from './ops/normalise-batch.ts';
import { reduceSum } from './ops/reduce.ts';
import { reshape } from './ops/reshape.ts';
import { softmax } from './ops/softmax.ts';
import { transpose } from './ops/transpose.ts';
import { transposedConv, windowConv } from './ops/window-conv.ts';
import { elementCount, tensor, type Shape, type Tensor } from './tensor-type.ts';

/** Layers of PyTorch in double precision: `in0…` and parameters `p0…`, `out` and `grad0…` of each. */
const file = sharedFile('data/torch/generated/torch_layer_references_f64.npz');

interface Layer {
  /** @param inputs Inputs of the layer, then its parameters. */
  readonly build: (graph: GraphBuilder, inputs: readonly Value[]) => Value;
  /** Gradients come by an op that is itself part of other ops' gradients. */
  readonly forwardOnly?: true;
}

const layers: Readonly<Record<string, Layer>> = {
  conv3d_s1p1: {
    build: (graph, [x, weight, bias]) =>
      graph.apply(conv, [x, weight, bias], { stride: [1, 1, 1], padding: [1, 1, 1] }),
  },
  conv3d_s2p3k7: {
    build: (graph, [x, weight]) =>
      graph.apply(conv, [x, weight], { stride: [2, 2, 2], padding: [3, 3, 3] }),
  },
  conv3d_dil2: {
    forwardOnly: true,
    build: (graph, [x, weight]) =>
      graph.apply(windowConv, [x, weight], {
        ...{ before: [2, 2, 2], after: [2, 2, 2], dilation: [2, 2, 2] },
      }),
  },
  convT3d_k2s2: {
    forwardOnly: true,
    build: (graph, [x, weight, bias]) => {
      const [n, , ...extent] = x.shape;
      const shape = [n, weight.shape[1], ...extent.map((length) => 2 * length)];
      const attrs = { stride: [2, 2, 2], padding: [0, 0, 0], excess: [0, 0, 0], shape } as const;
      const perChannel = graph.apply(reshape, [bias], { shape: [weight.shape[1], 1, 1, 1] });
      return graph.apply(add, [graph.apply(transposedConv, [x, weight], attrs), perChannel], {});
    },
  },
  maxpool3d_k3s2p1: {
    build: (graph, [x]) =>
      graph.apply(maxPool, [x], { kernel: [3, 3, 3], stride: [2, 2, 2], padding: [1, 1, 1] }),
  },
  batchnorm3d_train: {
    build: (graph, [x, scale, bias]) =>
      normaliseBatch(graph, x, { scale, bias }, { epsilon: 1e-5 }).output,
  },
  // A batch of one image whose channels are those of all images.
  instancenorm3d: {
    build: (graph, [x]) => {
      const [n, channels, ...extent] = x.shape;
      const all = [n * channels];
      const flat = graph.apply(reshape, [x], { shape: [1, ...all, ...extent] });
      const plain = { scale: graph.constant(all, 1), bias: graph.constant(all, 0) };
      const { output } = normaliseBatch(graph, flat, plain, { epsilon: 1e-5 });
      return graph.apply(reshape, [output], { shape: x.shape });
    },
  },
  layernorm: {
    build: (graph, [x, scale, bias]) =>
      graph.apply(layerNormalization, [x, scale, bias], { epsilon: 1e-5 }),
  },
  gelu: { build: (graph, [x]) => gelu(graph, x) },
  softmax_attn: {
    build: (graph, [queries, keys, values]) => {
      const turned = graph.apply(transpose, [keys], { order: [0, 2, 1] });
      const products = graph.apply(matmul, [queries, turned], {});
      const scale = graph.constant([], 1 / Math.sqrt(queries.shape[2]));
      const attention = graph.apply(softmax, [graph.apply(multiply, [products, scale], {})], {});
      return graph.apply(matmul, [attention, values], {});
    },
  },
};

const formulations: Readonly<Record<string, Formulations>> = {
  'as the CPU runs it': cpuFormulations,
  'as a graphics card may need it': {
    ...{ transposedConv: false, maxPoolIndices: false, largeKernels: false, tiledConv: false },
  },
};

const rows = Object.entries(formulations).flatMap(([form, formulation]) =>
  Object.entries(layers).map(([name, layer]) => ({ name, form, layer, formulation })),
);

test.skipIf(!file).each(rows)('$name is that of PyTorch, $form', async (row) => {
  const tensors = readNpz(file ?? '');
  const of = (what: string): readonly Tensor[] =>
    [0, 1, 2].flatMap((n) => tensors.get(`${row.name}/${what}${n}`) ?? []);
  const given = [...of('in'), ...of('p')];
  const results = await computed(row, given);
  const expected = [required(tensors, `${row.name}/out`), ...of('grad')];
  expect(expected).toHaveLength(1 + given.length);
  for (const [n, result] of results.entries()) {
    expect(result.shape).toEqual(expected[n].shape);
    expect(relativeL2(result, expected[n])).toBeLessThan(2e-6);
  }
});

/** The output, and the gradients by inputs and parameters unless the layer has none. */
async function computed(
  { layer, formulation }: (typeof rows)[number],
  given: readonly Tensor[],
): Promise<readonly Tensor[]> {
  const graph = graphBuilder(formulation);
  const inputs = given.map(({ shape }, n) => graph.input(`input${n}`, shape));
  const output = layer.build(graph, inputs);
  const weights = graph.constant(output.shape, evenly(output.shape));
  const weighted = graph.apply(multiply, [output, weights], {});
  const axes = [...output.shape.keys()];
  const scalar = graph.apply(reduceSum, [weighted], { axes, keep: false });
  const values = layer.forwardOnly ? [output] : [output, ...gradientsOf(graph, scalar, inputs)];
  const outputs = Object.fromEntries(values.map((value, n) => [`value${n}`, value]));
  const session = await createSession(encodeModel(graph.finish(outputs)), { threads: 1 });
  try {
    const found = await session.run(
      Object.fromEntries(given.map((value, n) => [`input${n}`, tensor(value.shape, value.data)])),
    );
    return values.map((_, n) => required(found, `value${n}`));
  } finally {
    await session.dispose();
  }
}

/** The file's gradients are of the sum of the output, weighed evenly from -1 to 1. */
function evenly(shape: Shape): Float32Array {
  const count = elementCount(shape);
  return Float32Array.from({ length: count }, (_, n) => -1 + (2 * n) / (count - 1));
}
