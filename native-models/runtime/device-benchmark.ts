import { buildNetwork, initialWeights, type NetworkSpec } from '../architectures/network.ts';
import { encodeModel } from '../graph/onnx/encode-model.ts';
import { elementCount, tensor, type Shape, type Tensor } from '../graph/tensor-type.ts';
import { studyAdam } from '../learning/adam.ts';
import { STUDY_DECAY } from '../learning/moving-average.ts';
import { trainStep } from '../learning/train-step.ts';
import { trainingGraph } from '../learning/training-graph.ts';
import { startState } from '../learning/training-state.ts';
import { percentileOfSorted } from '../numeric/descriptive.ts';
import { seededRandom, type Random } from '../numeric/random.ts';
import { probeFormulations } from './probe-formulations.ts';
import type { ExecutionProvider } from './provider.ts';
import { createSession } from './session.ts';

/** A quarter of the study's width: half a second on a processor, work enough for a card. */
const spec: NetworkSpec = {
  backbone: { family: 'resnet', block: 'basic', blocks: [2, 2, 2, 2], widths: [16, 32, 64, 128] },
  fusion: 'concat',
  radiomicsCount: 10,
};
const edge = 48;
const labels = [0, 1];
const image: Shape = [labels.length, 1, edge, edge, edge];
const radiomics: Shape = [labels.length, spec.radiomicsCount];

/** Timed steps; one more before them warms up: kernels are compiled and memory is claimed. */
const STEPS = 3;

/**
 * Seconds of one training step, the median of several: two images of 48³ through a ResNet-18 of a
 * quarter of the study's width, forward, backward and Adam.
 */
export async function deviceBenchmark(provider: ExecutionProvider): Promise<number> {
  const formulations = await probeFormulations(provider);
  const build = buildNetwork(spec);
  const graph = trainingGraph({ build, image, radiomics, normalisation: 'batch', formulations });
  const random = seededRandom(1);
  const state = startState(initialWeights(spec, edge, random));
  const batch = { x: noise(image, random), radiomics: noise(radiomics, random), labels };
  const session = await createSession(encodeModel(graph.graph), { provider });
  try {
    const seconds: number[] = [];
    for (let n = 0; n <= STEPS; n += 1) {
      const start = performance.now();
      await trainStep(state, batch, { graph, session }, settings);
      seconds.push((performance.now() - start) / 1000);
    }
    const measured = Float64Array.from(seconds.slice(1)).sort();
    return percentileOfSorted(measured, 50);
  } finally {
    await session.dispose();
  }
}

const settings = { adam: studyAdam, rate: 1e-4, decay: STUDY_DECAY };

function noise(shape: Shape, random: Random): Tensor {
  const data = new Float32Array(elementCount(shape));
  return tensor(
    shape,
    data.map(() => random.next()),
  );
}
