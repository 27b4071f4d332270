import type { Part } from '../architectures/backbone.ts';
import { tensor, type Tensor } from '../graph/tensor-type.ts';
import type { ForwardPlan, LowerForward } from './lower-forward.ts';
import { normalisedSegments } from './normalised-segments.ts';
import type { SeenStatistics } from './running-statistics.ts';
import type { SessionPool } from './session-pool.ts';
import { parameterInputs, required } from './train-step.ts';

/**
 * With the statistics of the whole batch. What reaches a batch normalisation depends on the
 * statistics of those before it, so all patients go from one normalisation to the next before any
 * goes on; what a patient needs later is kept in between.
 */
export function pooledForward(lower: Part, plan: ForwardPlan, pool: SessionPool): LowerForward {
  const segments = normalisedSegments(lower, plan);
  return async (weights, images) => {
    const current = new Map(weights);
    const statistics = new Map<string, SeenStatistics>();
    const kept = images.map((x): Kept => new Map([['x', x]]));
    let ends: Tensor[] = [];
    for (const { graph, end, layer, keeps } of segments) {
      const session = await pool.of(graph);
      const parameters = parameterInputs(graph.parameters, current);
      const sums = channelSums(end.shape[1]);
      ends = [];
      for (const [n, values] of kept.entries()) {
        plan.signal?.throwIfAborted();
        const results = await session.run({
          ...parameters,
          ...parameterInputs(graph.inputs, values),
        });
        const reached = required(results, end.name);
        if (layer === null) ends.push(reached);
        else sums.add(reached);
        if (keeps) kept[n] = keptOf(keeps, images[n], new Map([...values, ...results]));
      }
      if (layer === null) continue;
      const { mean, variance, count } = sums.statistics();
      statistics.set(layer, { mean, variance, count });
      current.set(`${layer}.running_mean`, tensor([mean.length], mean));
      current.set(`${layer}.running_var`, tensor([mean.length], variance));
    }
    return { cuts: ends, weights: current, statistics };
  };
}

type Kept = ReadonlyMap<string, Tensor>;

function keptOf(names: readonly string[], x: Tensor, from: Kept): Kept {
  return new Map([['x', x], ...names.map((name) => [name, required(from, name)] as const)]);
}

/** Sums in float64 per channel over tensors [1, C, …]. */
function channelSums(channels: number) {
  const first = new Float64Array(channels);
  const second = new Float64Array(channels);
  let count = 0;
  return {
    add({ data }: Tensor): void {
      const positions = data.length / channels;
      count += positions;
      for (let c = 0; c < channels; c += 1) {
        let [sum, squares] = [0, 0];
        for (let at = c * positions; at < (c + 1) * positions; at += 1) {
          sum += data[at];
          squares += data[at] * data[at];
        }
        first[c] += sum;
        second[c] += squares;
      }
    },
    statistics: (): SeenStatistics => ({
      mean: Float32Array.from(first, (sum) => sum / count),
      variance: Float32Array.from(second, (sum, c) => sum / count - (first[c] / count) ** 2),
      count,
    }),
  };
}
