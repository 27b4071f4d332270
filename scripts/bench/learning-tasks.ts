import { backboneOf } from '#native/architectures/backbone-size.ts';
import { buildNetwork, initialWeights, type NetworkSpec } from '#native/architectures/network.ts';
import { cpuFormulations as formulations } from '#native/graph/formulations.ts';
import { encodeModel } from '#native/graph/onnx/encode-model.ts';
import { elementCount, tensor, type Shape, type Tensor } from '#native/graph/tensor-type.ts';
import { studyAdam } from '#native/learning/adam.ts';
import { batchInputs } from '#native/learning/batch.ts';
import { cutNetwork, inferenceGraph } from '#native/learning/cut-network.ts';
import { STUDY_DECAY } from '#native/learning/moving-average.ts';
import { batchGradients, trainStep } from '#native/learning/train-step.ts';
import { trainingGraph, type TrainingPlan } from '#native/learning/training-graph.ts';
import { startState } from '#native/learning/training-state.ts';
import { seededRandom } from '#native/numeric/random.ts';
import { createSession } from '#native/runtime/session.ts';

const THREADS = 2;
const radiomicsCount = 10;
const random = seededRandom(1);

const full = { spec: specOf(1, 96), edge: 96 };
const quick = { spec: specOf(1 / 8, 48), edge: 48 };

/** Each prepares itself and gives what is measured. */
export const learningTasks = {
  inference: async () => {
    const image = [1, 1, full.edge, full.edge, full.edge];
    const shapes = { image, radiomics: [1, radiomicsCount] };
    const graph = inferenceGraph(buildNetwork(full.spec), shapes, formulations);
    const weights = initialWeights(full.spec, full.edge, random);
    const session = await createSession(encodeModel(graph, weights), { threads: THREADS });
    const inputs = { x: noise(shapes.image), radiomics: noise(shapes.radiomics) };
    return () => session.run(inputs);
  },
  step: () => forwardAndBackward(),
  'last-stage': () => {
    const { upper, learns } = cutNetwork(full.spec, 'last-stage');
    // What the third stage gives of an image of 96³.
    const kept = [12, 256, 12, 12, 12];
    return wholeStep(full, { build: upper, learns, image: kept, normalisation: 'stored' });
  },
  quick: () => {
    const image = [8, 1, quick.edge, quick.edge, quick.edge];
    return wholeStep(quick, { build: network(quick.spec), image, normalisation: 'batch' });
  },
} as const satisfies Readonly<Record<string, () => Promise<() => Promise<unknown>>>>;

export type LearningTask = keyof typeof learningTasks;

/**
 * Losses and gradients of one patient, without the optimiser.
 *
 * @param profile Where ONNX Runtime shall write its profile.
 */
export async function forwardAndBackward(profile?: string) {
  const graph = trainingGraph({
    ...{ build: network(full.spec), image: [1, 1, full.edge, full.edge, full.edge] },
    ...{ radiomics: [1, radiomicsCount], normalisation: 'batch', contrastive: false, formulations },
  });
  const weights = initialWeights(full.spec, full.edge, random);
  const session = await createSession(encodeModel(graph.graph), {
    threads: THREADS,
    ...(profile !== undefined && { profile }),
  });
  const inputs = batchInputs(graph.graph, noisyBatch(graph.graph.inputs[0].shape));
  const run = () => batchGradients(weights, inputs, { graph, session });
  return Object.assign(run, { dispose: () => session.dispose() });
}

/** A step with everything: losses, gradients, Adam and the moving average. */
async function wholeStep(
  { spec, edge }: typeof full,
  plan: Pick<TrainingPlan, 'build' | 'image' | 'normalisation' | 'learns'>,
) {
  const radiomics = [plan.image[0], radiomicsCount];
  const graph = trainingGraph({ ...plan, radiomics, formulations });
  const session = await createSession(encodeModel(graph.graph), { threads: THREADS });
  const state = startState(initialWeights(spec, edge, random));
  const settings = { adam: studyAdam, rate: 1e-4, decay: STUDY_DECAY };
  const batch = noisyBatch(plan.image);
  return () => trainStep(state, batch, { graph, session }, settings);
}

function network(spec: NetworkSpec): TrainingPlan['build'] {
  const build = buildNetwork(spec);
  return (graph, inputs, normalise) => {
    const { logits, projection } = build(graph, inputs, normalise);
    return { logits, projection };
  };
}

function specOf(width: number, edge: number): NetworkSpec {
  return { backbone: backboneOf('resnet18', width, edge), fusion: 'concat', radiomicsCount };
}

function noisyBatch(image: Shape) {
  const labels = Array.from({ length: image[0] }, (_, n) => n % 2);
  return { x: noise(image), radiomics: noise([image[0], radiomicsCount]), labels };
}

function noise(shape: Shape): Tensor {
  const data = new Float32Array(elementCount(shape));
  return tensor(
    shape,
    data.map(() => random.next()),
  );
}
