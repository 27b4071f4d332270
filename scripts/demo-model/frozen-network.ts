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

export interface FrozenNetwork {
  readonly weights: ReadonlyMap<string, Tensor>;
  /** Network features, a row an image. */
  readonly features: Matrix;
}

/** Draws a network's weights, fits its statistics to the images and computes their features. */
export async function frozenNetwork(
  graph: Graph,
  images: readonly Tensor[],
  { random, open }: { readonly random: Random; readonly open: OpenSession },
): Promise<FrozenNetwork> {
  const backbone = graph.parameters.filter(({ name }) => !name.startsWith('fc.'));
  const features = subgraphOf(graph, graph.outputs[0]);
  const weights = await calibrateBatchNorm(features, initialResNetWeights(backbone, random), {
    images: images.slice(0, CALIBRATION_IMAGES),
    open,
  });
  const session = await open(encodeModel(features, weights));
  const rows: Float32Array[] = [];
  for (const x of images) {
    const result = (await session.run({ x })).get('features');
    if (result) rows.push(result.data);
  }
  await session.dispose();
  return { weights, features: matrixOf(rows) };
}
