import { areaUnderRoc } from '../estimators/auc.ts';
import type { Graph } from '../graph/graph.ts';
import type { Session } from '../graph/run-session.ts';
import { tensor } from '../graph/tensor-type.ts';
import type { Sample } from './batch.ts';
import { parameterInputs, required } from './train-step.ts';
import type { Weights } from './training-state.ts';

/**
 * How far each of several networks leans to pN+: the difference of its logits, which orders patients
 * as their probability does.
 *
 * @param networks Weights of one graph; each sample is read once for all of them.
 * @param inference An `inferenceGraph` of one patient.
 * @returns A list of scores for each network, in the order of the samples.
 */
export async function scoresOf(
  networks: readonly Weights[],
  { graph, session }: { readonly graph: Graph; readonly session: Session },
  samples: AsyncIterable<Sample>,
): Promise<readonly number[][]> {
  const [x] = graph.inputs;
  const scores = networks.map((): number[] => []);
  for await (const sample of samples) {
    const { radiomics } = sample;
    const inputs = {
      x: tensor(x.shape, sample.x),
      radiomics: tensor([1, radiomics.length], radiomics),
    };
    for (const [k, weights] of networks.entries()) {
      const parameters = parameterInputs(graph.parameters, weights);
      const logits = required(await session.run({ ...parameters, ...inputs }), 'logits').data;
      scores[k].push(logits[1] - logits[0]);
    }
  }
  return scores;
}

/** AUC, or null where only one class occurs. */
export function aucOf(scores: readonly number[], labels: readonly number[]): number | null {
  const hasBoth = labels.includes(0) && labels.includes(1);
  return hasBoth ? areaUnderRoc(scores, labels) : null;
}
