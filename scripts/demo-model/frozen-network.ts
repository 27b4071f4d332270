import { calibrateBatchNorm } from '#native/architectures/calibrate-batch-norm.ts';
import { initialResNetWeights } from '#native/architectures/initialise.ts';
import type { Graph } from '#native/graph/graph.ts';
import { encodeModel } from '#native/graph/onnx/encode-model.ts';
import type { OpenSession } from '#native/graph/run-session.ts';
import { subgraphOf } from '#native/graph/subgraph.ts';
import type { Tensor } from '#native/graph/tensor-type.ts';
import { matrixOf, type Matrix } from '#native/numeric/matrix.ts';
import type { Random } from '#native/numeric/random.ts';

/** Images from which the batch normalisations take their statistics. */
const CALIBRATION_IMAGES = 16;

/** Draws a network's weights and fits its batch statistics to the images. */
export async function frozenNetwork(
  graph: Graph,
  images: readonly Tensor[],
  { random, open }: { readonly random: Random; readonly open: OpenSession },
): Promise<ReadonlyMap<string, Tensor>> {
  const backbone = graph.parameters.filter(({ name }) => !name.startsWith('fc.'));
  return calibrateBatchNorm(featuresOf(graph), initialResNetWeights(backbone, random), {
    images: images.slice(0, CALIBRATION_IMAGES),
    open,
  });
}

/** Network features, a row an image. */
export async function networkFeatures(
  graph: Graph,
  weights: ReadonlyMap<string, Tensor>,
  { images, open }: { readonly images: readonly Tensor[]; readonly open: OpenSession },
): Promise<Matrix> {
  const session = await open(encodeModel(featuresOf(graph), weights));
  try {
    const rows: Float32Array[] = [];
    for (const x of images) {
      const result = (await session.run({ x })).get('features');
      if (result) rows.push(result.data);
    }
    return matrixOf(rows);
  } finally {
    await session.dispose();
  }
}

function featuresOf(graph: Graph): Graph {
  return subgraphOf(graph, graph.outputs[0]);
}
