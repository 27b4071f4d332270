import type { SentencesOf } from './sentences-of.ts';

/** Failures of models on sets of patients, and of the studies made of them. */
export interface EvaluationErrors {
  /** A table of scores that cannot be read; the line from 1, or null for the table as a whole. */
  'scores-unreadable': {
    readonly file: string;
    readonly line: number | null;
    readonly reason: string;
  };
  /** A model that these patients do not let be fitted, for the reason that the numeric core gives. */
  'fit-impossible': { readonly reason: string };
  /** A folder that does not hold an exported study, or not all of it. */
  'study-unreadable': { readonly folder: string; readonly reason: string };
  /** A table or figure that has nothing to show in this study. */
  'nothing-to-show': { readonly name: string; readonly reason: string };
}

export const evaluationSentences: SentencesOf<EvaluationErrors> = {
  'scores-unreadable': ({ file, line, reason }) =>
    `"${file}" cannot be read as a table of scores${line === null ? '' : `, line ${line}`}: ${reason}.`,
  'fit-impossible': ({ reason }) => `The model cannot be fitted: ${reason}. Nothing was stored.`,
  'study-unreadable': ({ folder, reason }) =>
    `"${folder}" cannot be read as an exported study: ${reason}.`,
  'nothing-to-show': ({ name, reason }) => `There is no ${name} of this study: ${reason}.`,
};
