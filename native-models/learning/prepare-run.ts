import { encodeModel } from '../graph/onnx/encode-model.ts';
import type { Shape } from '../graph/tensor-type.ts';
import { accumulated } from './accumulated.ts';
import type { Sample } from './batch.ts';
import { cutNetwork, inferenceGraph, joined, lowerGraph, type CutNetwork } from './cut-network.ts';
import { scoresOf } from './evaluate.ts';
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
  const isPart = settings.learns !== 'all';
  const source = isPart ? await frozenSource(run, network) : cropSource(run.load, settings);
  const build = isPart ? network.upper : joined(network);
  const plan = computePlan(run, { build, learns: network.learns });
  const { normalisation } = settings;
  const compute =
    isPart || normalisation === 'batch'
      ? wholeBatch(plan, pool)
      : accumulated(network, { ...plan, statistics: normalisation }, pool);
  return {
    source,
    compute,
    evaluate: evaluation(run, { build, source, pool }),
    close: () => pool.close(),
  };
}

function computePlan(
  { settings, cases, formulations, signal }: TrainingRun,
  part: Pick<CutNetwork, 'learns'> & { readonly build: BuildNetwork },
): ComputePlan {
  const { contrastive, classWeights, normalisation, learns } = settings;
  // Layers that do not learn must not follow the batches either.
  const isStored = normalisation === 'frozen' || learns === 'heads';
  return {
    ...part,
    ...{ formulations, contrastive, normalisation: isStored ? 'stored' : 'batch' },
    ...(signal && { signal }),
    ...(classWeights && { classWeights: balancedWeights(labelsOf(cases, 'training')) }),
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
