import type { Graph } from '../graph/graph.ts';
import { encodeModel } from '../graph/onnx/encode-model.ts';
import type { OpenSession } from '../graph/run-session.ts';
import { subgraphOf } from '../graph/subgraph.ts';
import { tensor, type Tensor } from '../graph/tensor-type.ts';

/**
 * Sets the stored statistics of every batch normalisation to the mean and variance per channel of
 * what reaches it, over all positions of all images. Layer by layer, because what reaches a layer
 * depends on the statistics of those before it.
 *
 * @param images Each one input of the graph named `x`, batch size 1.
 * @returns The weights with the statistics replaced.
 */
export async function calibrateBatchNorm(
  graph: Graph,
  weights: ReadonlyMap<string, Tensor>,
  { images, open }: { readonly images: readonly Tensor[]; readonly open: OpenSession },
): Promise<Map<string, Tensor>> {
  const calibrated = new Map(weights);
  for (const { onnx, inputs } of graph.nodes) {
    if (onnx !== 'BatchNormalization') continue;
    const [reaching, , , mean, variance] = inputs;
    const session = await open(encodeModel(subgraphOf(graph, reaching), calibrated));
    try {
      const sums = channelSums(reaching.shape[1]);
      for (const x of images) {
        const value = (await session.run({ x })).get(reaching.name);
        if (value) sums.add(value);
      }
      calibrated.set(mean.name, sums.mean());
      calibrated.set(variance.name, sums.variance());
    } finally {
      await session.dispose();
    }
  }
  return calibrated;
}

/** Running sums in float64 per channel; x [1, C, …]. */
function channelSums(channels: number) {
  const first = new Float64Array(channels);
  const second = new Float64Array(channels);
  let count = 0;
  const perChannel = (of: (channel: number) => number): Tensor =>
    tensor(
      [channels],
      Float32Array.from(first, (_, c) => of(c)),
    );
  return {
    add({ data }: Tensor): void {
      const positions = data.length / channels;
      count += positions;
      for (let c = 0; c < channels; c += 1) {
        for (let at = c * positions; at < (c + 1) * positions; at += 1) {
          first[c] += data[at];
          second[c] += data[at] * data[at];
        }
      }
    },
    mean: () => perChannel((c) => first[c] / count),
    variance: () => perChannel((c) => second[c] / count - (first[c] / count) ** 2),
  };
}
