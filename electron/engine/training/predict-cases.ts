import { buildNetwork, type NetworkSpec } from '#native/architectures/network.ts';
import { sigmoid } from '#native/estimators/logistic-regression.ts';
import type { Formulations } from '#native/graph/formulations.ts';
import { encodeModel } from '#native/graph/onnx/encode-model.ts';
import type { OpenSession } from '#native/graph/run-session.ts';
import { tensor } from '#native/graph/tensor-type.ts';
import { centralCrop } from '#native/learning/crop.ts';
import { inferenceGraph } from '#native/learning/cut-network.ts';
import { required } from '#native/learning/train-step.ts';
import type { LoadCase } from '#native/learning/training-case.ts';
import type { Weights } from '#native/learning/training-state.ts';

interface Trained {
  readonly spec: NetworkSpec;
  readonly weights: Weights;
  /** Edge of the cubic input in voxels. */
  readonly inputSize: number;
  readonly load: LoadCase;
  readonly open: OpenSession;
  readonly formulations: Formulations;
}

export interface PredictedCase {
  readonly id: string;
  /** Of pN+, 0 to 1. */
  readonly probability: number;
}

/** Probability of pN+ of each case, from its central crop. */
export async function predictCases(
  { spec, weights, inputSize, load, open, formulations }: Trained,
  ids: readonly string[],
  onPredicted: (predicted: PredictedCase) => void,
): Promise<PredictedCase[]> {
  const image = [1, 1, inputSize, inputSize, inputSize];
  const radiomics = [1, spec.radiomicsCount];
  const network = buildNetwork(spec);
  const graph = inferenceGraph(
    (builder, inputs, normalise) => {
      const { logits, projection } = network(builder, inputs, normalise);
      return { logits, projection };
    },
    { image, radiomics },
    formulations,
  );
  const session = await open(encodeModel(graph, weights));
  try {
    const predicted: PredictedCase[] = [];
    for (const id of ids) {
      const patient = await load(id);
      const outputs = await session.run({
        x: tensor(image, centralCrop(patient, inputSize)),
        radiomics: tensor(radiomics, patient.radiomics),
      });
      const [negative, positive] = required(outputs, 'logits').data;
      const found = { id, probability: sigmoid(positive - negative) };
      predicted.push(found);
      onPredicted(found);
    }
    return predicted;
  } finally {
    await session.dispose();
  }
}
