/** `evaluate`: models on sets of patients, of a table of scores or of a library's locked cohort. */
import { dirname, resolve } from 'node:path';
import type { EvaluationResult } from '#contract/evaluation/result.ts';
import { evaluateFile, writeStudy } from '#engine/study/evaluate-file.ts';
import { isFreeForStudy } from '#engine/study/study-folder.ts';
import { UsageError, type Answer, type Command, type Given, type Session } from '../command.ts';
import { answerOf } from '../evaluation-answer.ts';
import { evaluationOptions, settingsOf } from '../evaluation-settings.ts';
import { exportTo, evaluateCohort } from '../library-study.ts';
import { explainWriting } from '../table-file.ts';

export const evaluateCommand: Command = {
  description: 'judge models on sets of patients: tables, tests and figures',
  words: ['--scores FILE', '--cohort NAME'],
  examples: [
    'evaluate --scores scores.csv --out paper/',
    'evaluate --cohort "First cohort" --threshold paper --out paper/',
  ],
  options: {
    scores: {
      type: 'string',
      valueHint: 'FILE',
      description: 'CSV: patient, set, label, a column a model; needs no library',
    },
    cohort: { type: 'string', valueHint: 'NAME', description: 'a locked cohort of the library' },
    models: {
      type: 'string',
      valueHint: 'NAME,…',
      description: "of the cohort's models; by default all of them",
    },
    out: { type: 'string', valueHint: 'DIR', description: 'folder to write tables and figures to' },
    ...evaluationOptions,
  },
  signedIn: true,
  runAlone: (given) => (given.option('scores') === undefined ? undefined : ofFile(given)),
  check: (given) => {
    if (given.option('cohort') === undefined) {
      throw new UsageError('Give --scores FILE, or --cohort NAME.');
    }
    return [placeFor(given), settingsOf(given)];
  },
  run: ofCohort,
};

async function ofFile(given: Given): Promise<Answer> {
  if (given.option('cohort') !== undefined || given.option('models') !== undefined) {
    throw new UsageError('Give either --scores, or --cohort and --models.');
  }
  const out = placeFor(given);
  const scores = resolve(given.option('scores') ?? '');
  if (out !== undefined && dirname(scores) === out) {
    throw new UsageError('--out is the folder of --scores, whose files would be written over.');
  }
  const study = evaluateFile(scores, settingsOf(given));
  requireReference(study.result);
  if (out !== undefined) await explainWriting(out, () => writeStudy(study, out));
  return answerOf(study.result, out);
}

async function ofCohort(session: Session, given: Given): Promise<Answer> {
  const out = placeFor(given);
  const { evaluationId, result } = await evaluateCohort(session, {
    ...{ cohort: given.option('cohort') ?? '', settings: settingsOf(given) },
    models: given.option('models')?.split(',') ?? null,
  });
  if (out !== undefined) await exportTo(session, evaluationId, out);
  const answer = answerOf(result, out);
  return { ...answer, value: { evaluationId, out: out ?? null, result } };
}

/** The folder to write to, checked before any work is done. */
function placeFor(given: Given): string | undefined {
  const out = given.option('out');
  if (out === undefined) return undefined;
  const folder = resolve(out);
  if (!isFreeForStudy(folder)) {
    throw new UsageError(
      `"${out}" is a file, or holds other files or a study changed since. Name a new or empty folder for --out.`,
    );
  }
  return folder;
}

function requireReference({ settings, models }: EvaluationResult): void {
  const { reference } = settings;
  if (reference === null || models.some(({ id }) => id === reference)) return;
  const names = models.map(({ name }) => name).join(', ');
  throw new UsageError(`--reference names no model of the table. It has: ${names}.`);
}
