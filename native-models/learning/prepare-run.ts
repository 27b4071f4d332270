import { encodeModel } from '../graph/onnx/encode-model.ts';
import type { Shape } from '../graph/tensor-type.ts';
import { accumulated } from './accumulated.ts';
import type { Sample } from './batch.ts';
import { cutNetwork, inferenceGraph, lowerGraph, type CutNetwork } from './cut-network.ts';
import { scoresOf } from './evaluate.ts';
import { gradientWay, learningPlan } from './learning-plan.ts';
import { cachedSource, cropSource, type SampleSource } from './sample-source.ts';
import { balancedWeights } from './sampling.ts';
import { sessionPool, type SessionPool } from './session-pool.ts';
import { labelsOf, type TrainingRun } from './training-run.ts';
import type { BuildNetwork } from './training-graph.ts';
import type { Weights } from './training-state.ts';
import { wholeBatch, type ComputeGradients, type ComputePlan } from './whole-batch.ts';

/** A run ready for its epochs. */
export interface PreparedRun {
  readonly source: SampleSource;
  readonly compute: ComputeGradients;
  /** Scores of the validation cases by each of several networks. */
  readonly evaluate: (networks: readonly Weights[]) => Promise<readonly number[][]>;
  readonly close: () => Promise<void>;
}

/** Chooses by the settings how samples and gradients are made; computes what the run keeps. */
export async function prepareRun(run: TrainingRun): Promise<PreparedRun> {
  const { settings } = run;
  const pool = sessionPool(run.open);
  const network = cutNetwork(run.spec, settings.learns);
  const isWhole = settings.learns === 'all';
  const source = isWhole ? cropSource(run.load, settings) : await frozenSource(run, network);
  const plan = computePlan(run, network);
  const way = gradientWay(settings);
  return {
    source,
    compute:
      way === 'whole-batch'
        ? wholeBatch(plan, pool)
        : accumulated(network, { ...plan, statistics: way }, pool),
    evaluate: evaluation(run, { build: plan.build, source, pool }),
    close: () => pool.close(),
  };
}

function computePlan(run: TrainingRun, network: CutNetwork): ComputePlan {
  const { settings, cases, formulations, signal } = run;
  return {
    ...{ ...learningPlan(network, settings), formulations },
    ...(signal && { signal }),
    ...(settings.classWeights && { classWeights: balancedWeights(labelsOf(cases, 'training')) }),
  };
}

async function frozenSource(run: TrainingRun, { lower }: CutNetwork): Promise<SampleSource> {
  const { settings, cases, load, state, signal } = run;
  const image = imageShape(settings.inputSize);
  const graph = lowerGraph(lower, image, run.formulations);
  // These weights never change, so they are constants, with which convolutions run faster.
  const session = await run.open(encodeModel(graph, state.weights));
  try {
    return await cachedSource({
      ...{ load, settings, session },
      ...{ training: cases.training, validation: cases.validation },
      onProgress: (done, total) => {
        run.onPrepare?.(done, total);
        signal?.throwIfAborted();
      },
    });
  } finally {
    await session.dispose();
  }
}

interface Evaluated {
  readonly build: BuildNetwork;
  readonly source: SampleSource;
  readonly pool: SessionPool;
}

function evaluation(
  { spec, cases, formulations, signal }: TrainingRun,
  { build, source, pool }: Evaluated,
): PreparedRun['evaluate'] {
  const shapes = { image: [1, ...source.shape], radiomics: [1, spec.radiomicsCount] };
  const graph = inferenceGraph(build, shapes, formulations);
  async function* samples(): AsyncGenerator<Sample> {
    for (const id of cases.validation) {
      signal?.throwIfAborted();
      yield await source.validation(id);
    }
  }
  return async (networks) => {
    // Memory that training has kept is of no use here, and the other way round.
    await pool.close();
    const scores = await scoresOf(networks, { graph, session: await pool.of(graph) }, samples());
    await pool.close();
    return scores;
  };
}

function imageShape(edge: number): Shape {
  return [1, 1, edge, edge, edge];
}
