import type { Part } from '../architectures/backbone.ts';
import type { Graph } from '../graph/graph.ts';
import { tensor, type Tensor } from '../graph/tensor-type.ts';
import { channelStatistics } from './channel-statistics.ts';
import { gradientSums } from './gradient-sums.ts';
import type { LowerPass, LowerPlan } from './lower-pass.ts';
import type { SeenStatistics } from './running-statistics.ts';
import {
  backwardGraphs,
  cotangentName,
  forwardGraphs,
  meanGradientName,
} from './segment-graphs.ts';
import { segmented, type SegmentedPart } from './segments.ts';
import type { SessionPool } from './session-pool.ts';
import { parameterInputs, required } from './train-step.ts';
import { gradientName } from './training-graph.ts';

/**
 * With the statistics of the whole batch and gradients through them: the numbers of one graph of it.
 *
 * What a batch normalisation gives depends on all patients, and so do the gradients by what it reads:
 * through the mean on the sum of those by the bias, through the variance on that of those by the
 * scale. So all patients go from one normalisation to the next before any goes on, forwards and
 * backwards. What is costly is kept of each patient until the way back, on which the rest is computed
 * again; in all a patient goes through the network less than twice forwards and once backwards.
 */
export function pooledPass(lower: Part, plan: LowerPlan, pool: SessionPool): LowerPass {
  const part = segmented(lower, plan);
  const run = forEachPatient(plan, pool);
  const forwards = forwardsThrough(part, run);
  const backwards = backwardsThrough(part, run);
  return async (weights, images) => {
    const shared = new Map(weights);
    const patients = images.map((x) => new Map([['x', x]]));
    const { cuts, statistics } = await forwards({ shared, patients });
    const end = cotangentName(part.segments[part.segments.length - 1].end.name);
    return {
      ...{ cuts, statistics },
      pullback: (cotangents) => {
        for (const [n, cotangent] of cotangents.entries()) patients[n].set(end, cotangent);
        return backwards({ shared, patients, statistics });
      },
    };
  };
}

/** Values of a step by name. */
interface Values {
  /** Weights, statistics and whatever else is of the whole batch. */
  readonly shared: Map<string, Tensor>;
  /** Of each patient what is kept, and on the way back the gradients by what is alive. */
  readonly patients: readonly Map<string, Tensor>[];
}

type ForEachPatient = (
  graph: Graph,
  values: Values,
  use: (results: ReadonlyMap<string, Tensor>, patient: Map<string, Tensor>) => void,
) => Promise<void>;

function forEachPatient({ signal }: LowerPlan, pool: SessionPool): ForEachPatient {
  return async (graph, { shared, patients }, use) => {
    const session = await pool.of(graph);
    const wanted = [...graph.parameters, ...graph.inputs];
    for (const patient of patients) {
      signal?.throwIfAborted();
      use(await session.run(parameterInputs(wanted, new Map([...shared, ...patient]))), patient);
    }
    await pool.rest(graph);
  };
}

function forwardsThrough(part: SegmentedPart, run: ForEachPatient) {
  const graphs = forwardGraphs(part);
  return async (values: Values) => {
    const statistics = new Map<string, SeenStatistics>();
    const cuts: Tensor[] = [];
    for (const [k, { end, layer, keeps }] of part.segments.entries()) {
      const pooled = channelStatistics(end.shape[1]);
      await run(graphs[k], values, (results, patient) => {
        for (const { name } of keeps) patient.set(name, required(results, name));
        if (layer) pooled.add(required(results, end.name));
        else cuts.push(required(results, end.name));
      });
      if (!layer) continue;
      const seen = pooled.statistics();
      statistics.set(layer.name, seen);
      values.shared.set(`${layer.name}.running_mean`, vector(seen.mean));
      values.shared.set(`${layer.name}.running_var`, vector(seen.variance));
    }
    return { cuts, statistics };
  };
}

interface ForwardValues extends Values {
  readonly statistics: ReadonlyMap<string, SeenStatistics>;
}

function backwardsThrough(part: SegmentedPart, run: ForEachPatient) {
  const graphs = backwardGraphs(part);
  return async ({ statistics, ...values }: ForwardValues) => {
    const gradients = new Map<string, Float32Array>();
    for (const [k, { graph, learning, reached, spent }] of [...graphs.entries()].toReversed()) {
      const { layer } = part.segments[k];
      if (layer) {
        const count = statistics.get(layer.name)?.count ?? NaN;
        for (const parameter of [`${layer.name}.weight`, `${layer.name}.bias`]) {
          const mean = gradients.get(parameter)?.map((sum) => sum / count);
          values.shared.set(meanGradientName(parameter), vector(mean ?? new Float32Array()));
        }
      }
      const found = gradientSums(learning);
      await run(graph, values, (results, patient) => {
        found.add(results);
        for (const name of spent) patient.delete(name);
        for (const { name } of reached) {
          patient.set(cotangentName(name), required(results, gradientName(name)));
        }
      });
      for (const [name, sum] of found.sums) gradients.set(name, sum);
    }
    return gradients;
  };
}

function vector(data: Float32Array): Tensor {
  return tensor([data.length], data);
}
