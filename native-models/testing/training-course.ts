import type { BackboneSize } from '../architectures/families.ts';
import { buildNetwork } from '../architectures/network.ts';
import { cpuFormulations } from '../graph/formulations.ts';
import { encodeModel } from '../graph/onnx/encode-model.ts';
import { tensor, type Tensor } from '../graph/tensor-type.ts';
import { batchInputs } from '../learning/batch.ts';
import { batchGradients, updateState, type BatchGradients } from '../learning/train-step.ts';
import { trainingGraph } from '../learning/training-graph.ts';
import { startState } from '../learning/training-state.ts';
import { seededRandom } from '../numeric/random.ts';
import { createSession } from '../runtime/session.ts';
import { required } from './network-reference.ts';
import type { Trace } from './training-trace.ts';
import { cosine, difference, distance, norm } from './vectors.ts';

type Tensors = ReadonlyMap<string, Tensor>;

/** What some steps of training gave. */
export interface Course {
  /** Cross-entropy and NT-Xent of each step. */
  readonly losses: ArrayLike<number>;
  /** Of the first step. */
  readonly gradients: Tensors;
  /** Weights after the last step. */
  readonly end: Tensors;
  readonly averages: Tensors;
}

/** The start weights and batches of a trace. */
export type Beginning = Pick<Trace, 'start' | 'batches'>;

/** Loads the graph of a trace's batches, to train from its beginning or from others of its shapes. */
export async function openCourse({ batches: [first], settings }: Trace, backbone: BackboneSize) {
  const radiomicsCount = first.radiomics.shape[1];
  const graph = trainingGraph({
    build: buildNetwork({ backbone, fusion: 'concat', radiomicsCount }),
    ...{ image: first.x.shape, radiomics: first.radiomics.shape },
    normalisation: 'batch',
    formulations: cpuFormulations,
  });
  const session = await createSession(encodeModel(graph.graph));
  const loaded = { graph, session };
  return {
    async train({ start, batches }: Beginning): Promise<Course> {
      const state = startState(start);
      const losses: number[] = [];
      let gradients: BatchGradients['gradients'] = new Map();
      for (const batch of batches) {
        const inputs = batchInputs(graph.graph, batch);
        const found = await batchGradients(state.weights, inputs, loaded);
        if (state.step === 0) ({ gradients } = found);
        updateState(state, found, settings);
        losses.push(found.losses.crossEntropy, found.losses.contrastive);
      }
      const shaped = graph.learning.map(
        ({ name, shape }) =>
          [name, tensor(shape, gradients.get(name) ?? new Float32Array())] as const,
      );
      const { weights: end, averages } = state;
      return { ...{ losses, end, averages }, gradients: new Map(shaped) };
    },
    close: () => session.dispose(),
  };
}

/** A beginning that differs in each number by a share of it, at most this large. */
export function shaken({ start, batches }: Beginning, share: number, seed: number): Beginning {
  const random = seededRandom(seed);
  const moved = ({ shape, data }: Tensor): Tensor =>
    tensor(
      shape,
      data.map((v) => v * (1 + share * (2 * random.next() - 1))),
    );
  return {
    start: new Map([...start].map(([name, value]) => [name, moved(value)])),
    batches: batches.map((batch) => ({ ...batch, x: moved(batch.x) })),
  };
}

/** Kinds of numbers that are compared. */
export type Kind = 'loss' | 'gradient' | 'change' | 'average' | 'statistic';

export interface Gap {
  readonly kind: Kind;
  /** What is compared. */
  readonly of: string;
  /** Relative, of a change 1 - cosine. */
  readonly size: number;
}

/**
 * How far a course is from another with the same start.
 *
 * @param isNoise Parts of parameters that have no gradient but rounding, to be left out.
 */
export function gapsBetween(
  ours: Course,
  theirs: Course,
  { start, isNoise }: { readonly start: Tensors; readonly isNoise: (part: string) => boolean },
): readonly Gap[] {
  const losses = Array.from(theirs.losses, (loss, n): Gap => {
    const of = `step ${n >> 1}: ${n % 2 === 0 ? 'cross-entropy' : 'NT-Xent'}`;
    return { kind: 'loss', of, size: Math.abs(ours.losses[n] / loss - 1) };
  });
  const isCompared = ({ part }: { readonly part: string }): boolean => !isNoise(part);
  const gradients = pairedParts(ours.gradients, theirs.gradients)
    .filter(isCompared)
    .map(({ part, a, b }): Gap => ({ kind: 'gradient', of: part, size: relative(a, b) }));
  const moved = pairedParts(changesOf(ours.end, start), changesOf(theirs.end, start))
    .filter(isCompared)
    .map(({ part, a, b }): Gap => ({ kind: 'change', of: part, size: apart(a, b) }));
  const averages = pairedParts(ours.averages, theirs.averages)
    .filter(isCompared)
    .map(({ part, a, b }): Gap => ({ kind: 'average', of: part, size: relative(a, b) }));
  const averageMoves = pairedParts(
    changesOf(ours.averages, start),
    changesOf(theirs.averages, start),
  );
  const statistics = averageMoves
    .filter(({ part }) => isStatistic(part))
    .map(({ part, a, b }): Gap => ({ kind: 'statistic', of: part, size: relative(a, b) }));
  return [...losses, ...gradients, ...moved, ...averages, ...statistics];
}

/** Unlike weights, a stored statistic and its average move by far more than their rounding. */
function isStatistic(name: string): boolean {
  return /\.running_(mean|var)$/.test(name);
}

/** Parts of parameters that are as good as parameters of their own, of two sets of tensors. */
export function pairedParts(ours: Tensors, theirs: Tensors) {
  return [...theirs].flatMap(([name, { data }]) => {
    const mine = required(ours, name).data;
    return partsOf(name, data.length).map(([part, from, to]) => {
      return { part, a: mine.subarray(from, to), b: data.subarray(from, to) };
    });
  });
}

function partsOf(name: string, length: number): readonly (readonly [string, number, number])[] {
  if (!name.endsWith('.qkv.bias')) return [[name, 0, length]];
  const third = length / 3;
  return ['queries', 'keys', 'values'].map((part, n) => {
    return [`${name} of ${part}`, n * third, (n + 1) * third];
  });
}

function changesOf(end: Tensors, start: Tensors): Tensors {
  return new Map(
    [...end].map(([name, { shape, data }]) => {
      return [name, tensor(shape, difference(data, required(start, name).data))];
    }),
  );
}

function relative(ours: Float32Array, theirs: Float32Array): number {
  return distance(ours, theirs) / Math.max(norm(theirs), Number.MIN_VALUE);
}

/** 1 - cosine; what does not move at all must not move in the other. */
function apart(ours: Float32Array, theirs: Float32Array): number {
  return norm(theirs) === 0 ? norm(ours) : 1 - cosine(ours, theirs);
}
