import type { CohortFlow } from '#contract/procedures/cohort.ts';
import type { EvaluationResult } from '#contract/evaluation/result.ts';
import { oneLine } from '../tables/documents/one-line.ts';
import { evaluationSentences, type Told } from './evaluation-methods.ts';
import { modelSentences, type MethodsModel } from './model-methods.ts';
import { patientSentences, type Plan } from './patient-methods.ts';

/** What a study was made from; null where it is not known. */
export interface MethodsFacts extends Told {
  readonly plan: Plan | null;
  readonly flow: CohortFlow | null;
  readonly models: readonly MethodsModel[];
  readonly result: EvaluationResult;
  readonly versions: { readonly nodewise: string; readonly node: string };
}

/**
 * The methods in words, for a manuscript: patients, models, evaluation, software, a paragraph each.
 * Only what was used is told, and nothing that the facts do not say.
 */
export function methodsParagraph(facts: MethodsFacts): string {
  const { plan, flow, models, result, versions } = facts;
  const paragraphs = [
    patientSentences(plan, flow),
    modelSentences(models, result),
    evaluationSentences(result, facts),
    [
      `Nodewise ${versions.nodewise} on Node.js ${versions.node} computed all values, tables and figures.`,
    ],
  ];
  return paragraphs
    .filter((sentences) => sentences.length > 0)
    .map((sentences) => `${oneLine(sentences.join(' '))}\n`)
    .join('\n');
}
