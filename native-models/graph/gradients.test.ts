import { expect, test } from 'vitest';
import { seededRandom, type Random } from '../numeric/random.ts';
import { createSession } from '../runtime/session.ts';
import {
  convGradientCases,
  poolGradientCases,
  type GradientCase,
} from '../testing/gradient-cases.ts';
import { gradientsOf } from './differentiate.ts';
import { cpuFormulations, type Formulations } from './formulations.ts';
import { graphBuilder, type GraphBuilder } from './graph.ts';
import { encodeModel } from './onnx/encode-model.ts';
import type { Op, Value } from './op.ts';
import { add } from './ops/add.ts';
import { batchNormalization } from './ops/batch-normalization.ts';
import { equal, greater, where } from './ops/choose.ts';
import { concat } from './ops/concat.ts';
import { divide } from './ops/divide.ts';
import { erf } from './ops/erf.ts';
import { exp } from './ops/exp.ts';
import { expand } from './ops/expand.ts';
import { flatten } from './ops/flatten.ts';
import { gather } from './ops/gather.ts';
import { gelu } from './ops/gelu.ts';
import { layerNormalization } from './ops/layer-normalization.ts';
import { linear } from './ops/linear.ts';
import { log } from './ops/log.ts';
import { matmul } from './ops/matmul.ts';
import { multiply } from './ops/multiply.ts';
import { negate } from './ops/negate.ts';
import { normaliseBatch } from './ops/normalise-batch.ts';
import { pad } from './ops/pad.ts';
import { reduceMax, reduceMean, reduceSum, reduceSumSquare } from './ops/reduce.ts';
import { relu } from './ops/relu.ts';
import { reshape } from './ops/reshape.ts';
import { reverse } from './ops/reverse.ts';
import { slice } from './ops/slice.ts';
import { softmax } from './ops/softmax.ts';
import { sqrt } from './ops/sqrt.ts';
import { subtract } from './ops/subtract.ts';
import { transpose } from './ops/transpose.ts';
import { elementCount, tensor, type Shape, type Tensor } from './tensor-type.ts';

const image: Shape = [2, 3, 5, 4, 6];
const pair: readonly Shape[] = [
  [2, 3, 4],
  [3, 1],
];

const cases: Readonly<Record<string, GradientCase>> = {
  add: { shapes: pair, build: (graph, [a, b]) => graph.apply(add, [a, b], {}) },
  subtract: { shapes: pair, build: (graph, [a, b]) => graph.apply(subtract, [a, b], {}) },
  multiply: { shapes: pair, build: (graph, [a, b]) => graph.apply(multiply, [a, b], {}) },
  divide: { shapes: pair, above: 0.5, build: (graph, [a, b]) => graph.apply(divide, [a, b], {}) },
  negate: { shapes: [[4]], build: (graph, [x]) => graph.apply(negate, [x], {}) },
  exp: { shapes: [[6]], build: (graph, [x]) => graph.apply(exp, [x], {}) },
  log: { shapes: [[6]], above: 0.5, build: (graph, [x]) => graph.apply(log, [x], {}) },
  sqrt: { shapes: [[6]], above: 0.5, build: (graph, [x]) => graph.apply(sqrt, [x], {}) },
  erf: { shapes: [[6]], build: (graph, [x]) => graph.apply(erf, [x], {}) },
  gelu: { shapes: [[6]], build: (graph, [x]) => gelu(graph, x) },
  relu: { shapes: [image], build: (graph, [x]) => graph.apply(relu, [x], {}) },
  where: {
    shapes: [[3, 4], [4]],
    build: (graph, [a, b]) => {
      const condition = graph.apply(greater, [a, graph.constant([], 0)], {});
      return graph.apply(where, [condition, graph.apply(multiply, [a, a], {}), b], {});
    },
  },
  'equal has no gradient': {
    shapes: [[4]],
    build: (graph, [x]) => {
      const same = graph.apply(equal, [x, graph.constant([4], 7)], {});
      return graph.apply(where, [same, graph.constant([], 1), x], {});
    },
  },
  reduceSum: over(reduceSum),
  reduceMean: over(reduceMean),
  reduceSumSquare: over(reduceSumSquare),
  reduceMax: over(reduceMax),
  expand: {
    shapes: [[3, 1, 2]],
    build: (graph, [x]) => graph.apply(expand, [x], { shape: [2, 3, 4, 2] }),
  },
  reshape: {
    shapes: [[2, 6]],
    build: (graph, [x]) => graph.apply(reshape, [x], { shape: [3, 4] }),
  },
  flatten: { shapes: [image], build: (graph, [x]) => graph.apply(flatten, [x], {}) },
  transpose: {
    shapes: [[2, 3, 4]],
    build: (graph, [x]) => graph.apply(transpose, [x], { order: [2, 0, 1] }),
  },
  concat: {
    shapes: [
      [2, 3],
      [2, 1],
      [2, 4],
    ],
    build: (graph, inputs) => graph.apply(concat, inputs, { axis: 1 }),
  },
  slice: {
    shapes: [[5, 9]],
    build: (graph, [x]) =>
      graph.apply(slice, [x], {
        ranges: [
          { axis: 1, from: 2, to: 9, step: 3 },
          { axis: 0, from: 1, to: 4 },
        ],
      }),
  },
  pad: {
    shapes: [[2, 3]],
    build: (graph, [x]) => graph.apply(pad, [x], { before: [1, 0], after: [0, 2] }),
  },
  reverse: {
    shapes: [[2, 3, 4]],
    build: (graph, [x]) => graph.apply(reverse, [x], { axes: [0, 2] }),
  },
  gather: {
    shapes: [[4, 3]],
    build: (graph, [x]) => graph.apply(gather, [x], { rows: [3, 1, 3, 0, 3] }),
  },
  'gather of every row once': {
    shapes: [[4, 3]],
    build: (graph, [x]) => graph.apply(gather, [x], { rows: [2, 0, 3, 1] }),
  },
  matmul: {
    shapes: [
      [2, 3, 4, 5],
      [3, 5, 2],
    ],
    build: (graph, [a, b]) => graph.apply(matmul, [a, b], {}),
  },
  linear: {
    shapes: [[3, 5], [4, 5], [4]],
    build: (graph, [x, w, b]) => graph.apply(linear, [x, w, b], {}),
  },
  softmax: { shapes: [[3, 5]], build: (graph, [x]) => graph.apply(softmax, [x], {}) },
  layerNormalization: {
    shapes: [[2, 3, 6], [6], [6]],
    build: (graph, [x, scale, bias]) =>
      graph.apply(layerNormalization, [x, scale, bias], { epsilon: 1e-5 }),
  },
  ...poolGradientCases(image),
  ...convGradientCases(image),
  'batchNormalization with stored statistics': {
    shapes: [image, [3], [3]],
    build: (graph, [x, scale, bias]) => {
      const mean = graph.constant([3], Float32Array.of(0.1, -0.2, 0.3));
      const variance = graph.constant([3], Float32Array.of(0.5, 1, 2));
      const inputs = [x, scale, bias, mean, variance] as const;
      return graph.apply(batchNormalization, inputs, { epsilon: 1e-5 });
    },
  },
  'batchNormalization of the batch': {
    shapes: [image, [3], [3]],
    build: (graph, [x, scale, bias]) =>
      normaliseBatch(graph, x, { scale, bias }, { epsilon: 1e-5 }).output,
  },
  'a value used twice': {
    shapes: [[2, 3]],
    build: (graph, [x]) => {
      const y = graph.apply(exp, [x], {});
      return graph.apply(add, [graph.apply(multiply, [x, y], {}), y], {});
    },
  },
};

function over(op: typeof reduceSum): GradientCase {
  return {
    shapes: [[2, 3, 4]],
    build: (graph, [x]) => {
      const flat = graph.apply(op, [x], { axes: [0, 2], keep: false });
      const kept = graph.apply(op, [x], { axes: [1], keep: true });
      return graph.apply(add, [graph.apply(reshape, [flat], { shape: [3, 1] }), kept], {});
    },
  };
}

/** Every form that a provider may ask for. */
const formulations: Readonly<Record<string, Formulations>> = {
  'as the CPU runs it': cpuFormulations,
  'without transposed convolution, positions and large kernels': {
    transposedConv: false,
    maxPoolIndices: false,
    largeKernels: false,
    tiledConv: false,
  },
};

const table = Object.entries(formulations).flatMap(([form, formulation]) =>
  Object.entries(cases).map(([name, of]) => ({ title: `${name}, ${form}`, of, formulation })),
);

test.each(table)('gradient of $title', async ({ of, formulation }) => {
  const random = seededRandom(11);
  const at = of.shapes.map((shape) => drawn(shape, random, of.above));
  const model = await compile(of, formulation, random);
  try {
    const { gradients } = await model.run(at);
    for (const [n, gradient] of gradients.entries()) {
      expect(gradient.shape).toEqual(of.shapes[n]);
      for (let direction = 0; direction < 4; direction += 1) {
        const along = drawn(of.shapes[n], random);
        const slope = await centralDifference(model, at, { input: n, along });
        const expected = dot(gradient.data, along.data);
        const size = Math.hypot(...gradient.data) * Math.hypot(...along.data);
        expect(Math.abs(slope - expected)).toBeLessThan(2e-3 * size + 1e-6);
      }
    }
  } finally {
    await model.dispose();
  }
});

type AnyOp = Op<readonly Value[], unknown>;

/** By `file: name`; ops that only their own file uses are reached through what it exports. */
const differentiable = Object.entries(
  import.meta.glob<Readonly<Record<string, unknown>>>(['./ops/*.ts', '!./ops/*.test.ts'], {
    eager: true,
  }),
).flatMap(([file, exported]) =>
  Object.entries(exported).flatMap(([name, value]) =>
    isOp(value) && value.vjp !== null ? [{ name: `${file}: ${name}`, op: value }] : [],
  ),
);

function isOp(value: unknown): value is AnyOp {
  return typeof value === 'object' && value !== null && 'onnx' in value && 'vjp' in value;
}

test('every op that has a gradient stands in a row above', () => {
  const applied = new Set<unknown>();
  for (const { of, formulation } of table) {
    const plain = graphBuilder(formulation);
    const graph: GraphBuilder = {
      ...plain,
      apply: (op, inputs, attrs) => {
        applied.add(op);
        return plain.apply(op, inputs, attrs);
      },
    };
    const inputs = of.shapes.map((shape, n) => graph.input(`input${n}`, shape));
    of.build(graph, inputs);
  }
  expect(differentiable.length).toBeGreaterThan(30);
  expect(differentiable.filter(({ op }) => !applied.has(op)).map(({ name }) => name)).toEqual([]);
});

/** The scalar Σ weights · output, and its gradients, of a case. */
async function compile({ shapes, build }: GradientCase, formulation: Formulations, random: Random) {
  const graph = graphBuilder(formulation);
  const inputs = shapes.map((shape, n) => graph.input(`input${n}`, shape));
  const output = build(graph, inputs);
  const weights = graph.constant(output.shape, drawn(output.shape, random).data);
  const axes = [...output.shape.keys()];
  const weighted = graph.apply(multiply, [output, weights], {});
  const scalar = graph.apply(reduceSum, [weighted], { axes, keep: false });
  const gradients = gradientsOf(graph, scalar, inputs);
  const outputs = Object.fromEntries(gradients.map((value, n) => [`gradient${n}`, value]));
  const finished = graph.finish({ ...outputs, weighted });
  const session = await createSession(encodeModel(finished), { threads: 1 });
  return {
    run: async (values: readonly Tensor[]) => {
      const feeds = Object.fromEntries(values.map((value, n) => [`input${n}`, value]));
      const results = await session.run(feeds);
      // Summed here in float64: differences of the scalar are small against it.
      const sum = results.get('weighted')?.data.reduce((total, v) => total + v, 0) ?? NaN;
      const found = shapes.map(
        (_, n) => results.get(`gradient${n}`) ?? tensor([0], Float32Array.of()),
      );
      return { sum, gradients: found };
    },
    dispose: session.dispose,
  };
}

type Model = Awaited<ReturnType<typeof compile>>;

interface Direction {
  readonly input: number;
  readonly along: Tensor;
}

/** Slope along a direction, from steps small enough not to pass a kink, large against rounding. */
async function centralDifference(
  model: Model,
  at: readonly Tensor[],
  { input, along }: Direction,
): Promise<number> {
  const STEP = 2e-3;
  const moved = async (step: number): Promise<number> => {
    const data = at[input].data.map((v, i) => v + step * along.data[i]);
    return (await model.run(at.with(input, tensor(along.shape, data)))).sum;
  };
  return ((await moved(STEP)) - (await moved(-STEP))) / (2 * STEP);
}

/**
 * Values in ±1, or from `above` to `above` + 2, all at least 0.01 apart and away from 0, so that no
 * kink of a maximum or a ReLU lies within a step.
 */
function drawn(shape: Shape, random: Random, above = -1): Tensor {
  const count = elementCount(shape);
  const order = Float32Array.from({ length: count }, (_, n) => (n + 0.5) / count);
  for (let n = count - 1; n > 0; n -= 1) {
    const other = random.integer(n + 1);
    [order[n], order[other]] = [order[other], order[n]];
  }
  return tensor(
    shape,
    order.map((v) => above + 2 * v),
  );
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, v, n) => sum + v * b[n], 0);
}
