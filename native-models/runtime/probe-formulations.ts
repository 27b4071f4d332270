import { cpuFormulations, type Formulations } from '../graph/formulations.ts';
import { graphBuilder, type GraphBuilder } from '../graph/graph.ts';
import { encodeModel } from '../graph/onnx/encode-model.ts';
import type { Value } from '../graph/op.ts';
import { maxPoolIndices, maxPool } from '../graph/ops/max-pool.ts';
import { reshape } from '../graph/ops/reshape.ts';
import { scatterSum } from '../graph/ops/scatter-sum.ts';
import { transposedConv, windowConv } from '../graph/ops/window-conv.ts';
import { elementCount, tensor, type Shape, type Tensor } from '../graph/tensor-type.ts';
import { ProviderUnavailable, type ExecutionProvider } from './provider.ts';
import { createSession } from './session.ts';

/** A small graph that shows whether a provider has a form of a gradient. */
interface Trial {
  readonly shapes: readonly Shape[];
  readonly build: (graph: GraphBuilder, inputs: readonly Value[]) => Value;
}

const trials: Readonly<Record<Exclude<keyof Formulations, 'tiledConv'>, Trial>> = {
  transposedConv: {
    shapes: [
      [1, 3, 3, 4, 3],
      [3, 2, 3, 3, 3],
    ],
    build: (graph, [x, weight]) =>
      graph.apply(transposedConv, [x, weight], {
        ...{ stride: [2, 2, 2], padding: [1, 1, 1], excess: [1, 1, 1] },
        shape: [1, 2, 6, 8, 6],
      }),
  },
  maxPoolIndices: {
    shapes: [[1, 2, 6, 6, 6]],
    build: (graph, [x]) => {
      const attrs = { kernel: [3, 3, 3], stride: [2, 2, 2], padding: [1, 1, 1] } as const;
      const pooled = graph.apply(maxPool, [x], attrs);
      const count = elementCount(pooled.shape);
      const flat = (value: Value): Value => graph.apply(reshape, [value], { shape: [count] });
      const positions = flat(graph.apply(maxPoolIndices, [x], attrs));
      return scatterSum(graph, { positions, updates: flat(pooled) }, elementCount(x.shape));
    },
  },
  largeKernels: {
    shapes: [
      [3, 2, 8, 8, 8],
      [4, 2, 6, 6, 6],
    ],
    build: (graph, [x, weight]) =>
      graph.apply(windowConv, [x, weight], { before: [0, 0, 0], after: [0, 0, 0] }),
  },
};

/**
 * Providers whose convolution keeps its speed with a kernel as large as an image. The others give
 * each output to one thread: a weight gradient, with few outputs and long sums, would leave a
 * graphics card idle. Known beforehand and not timed, so that a run always resumes with the order of
 * sums that it began with.
 */
const fastLargeKernels: ReadonlySet<ExecutionProvider> = new Set(['cpu', 'cuda']);

/** Largest difference from the processor's result, relative to its largest value. */
const TOLERANCE = 1e-4;

const known = new Map<ExecutionProvider, Promise<Formulations>>();

/**
 * What a provider can run, found out by running each form once and comparing it with the processor;
 * a form counts only if its result is right. Asked once in a process.
 *
 * @throws ProviderUnavailable when the provider does not start.
 */
export function probeFormulations(provider: ExecutionProvider): Promise<Formulations> {
  const found = known.get(provider) ?? probe(provider);
  known.set(provider, found);
  return found;
}

async function probe(provider: ExecutionProvider): Promise<Formulations> {
  if (provider === 'cpu') return cpuFormulations;
  await expectRightResult(provider);
  return {
    transposedConv: await agrees(trials.transposedConv, provider),
    maxPoolIndices: await agrees(trials.maxPoolIndices, provider),
    largeKernels: fastLargeKernels.has(provider) && (await agrees(trials.largeKernels, provider)),
    // Their convolutions leave a graphics card enough to do; tiles are measured on the processor alone.
    tiledConv: false,
  };
}

/** A convolution, which every network consists of: without it the provider is of no use. */
async function expectRightResult(provider: ExecutionProvider): Promise<void> {
  const convolution: Trial = {
    shapes: [
      [1, 2, 5, 6, 4],
      [3, 2, 3, 3, 3],
    ],
    build: (graph, [x, weight]) =>
      graph.apply(windowConv, [x, weight], { before: [1, 1, 1], after: [1, 1, 1] }),
  };
  const difference = relativeDifference(
    await resultOf(convolution, provider),
    await resultOf(convolution, 'cpu'),
  );
  if (difference <= TOLERANCE) return;
  const message = `a convolution differs from the processor's by ${difference}`;
  throw new ProviderUnavailable(provider, 'wrong-result', message);
}

/** A provider may refuse an operator when the graph is loaded or only when it runs. */
async function agrees(trial: Trial, provider: ExecutionProvider): Promise<boolean> {
  const expected = await resultOf(trial, 'cpu');
  try {
    return relativeDifference(await resultOf(trial, provider), expected) <= TOLERANCE;
  } catch {
    return false;
  }
}

async function resultOf({ shapes, build }: Trial, provider: ExecutionProvider): Promise<Tensor> {
  const graph = graphBuilder();
  const inputs = shapes.map((shape, n) => graph.input(`x${n}`, shape));
  const session = await createSession(encodeModel(graph.finish({ y: build(graph, inputs) })), {
    provider,
    quiet: true,
  });
  try {
    const feeds = inputs.map(({ name, shape }) => [name, wave(shape)] as const);
    const y = (await session.run(Object.fromEntries(feeds))).get('y');
    if (!y) throw new Error('the trial has no result');
    return y;
  } finally {
    await session.dispose();
  }
}

/** Numbers without a pattern that an operator could hide a mistake behind. */
function wave(shape: Shape): Tensor {
  const data = new Float32Array(elementCount(shape));
  return tensor(
    shape,
    data.map((_, n) => Math.sin(1 + 1.7 * n) + 0.01 * (n % 7)),
  );
}

function relativeDifference(actual: Tensor, expected: Tensor): number {
  if (actual.shape.join() !== expected.shape.join()) return Infinity;
  let [largest, difference] = [0, 0];
  for (const [n, value] of expected.data.entries()) {
    largest = Math.max(largest, Math.abs(value));
    const gap = Math.abs(actual.data[n] - value);
    // A comparison would let a result that is no number pass.
    difference = Number.isNaN(gap) ? Infinity : Math.max(difference, gap);
  }
  return difference / largest;
}
