/** Tables and figures that are picked from a study by name and format. */
import { join, resolve } from 'node:path';
import type { ArgsDef } from 'citty';
import { writeFiles, type StudyFiles } from '#engine/study/study-folder.ts';
import { UsageError, type Answer, type Given } from './command.ts';
import { evaluationOptions } from './evaluation-settings.ts';
import { explainWriting, requireUnread } from './table-file.ts';
import { count } from './table.ts';

export function pickOptions(formats: readonly string[]): ArgsDef {
  return {
    scores: {
      type: 'string',
      valueHint: 'FILE',
      description: 'of a table of scores; needs no library',
    },
    cohort: {
      type: 'string',
      valueHint: 'NAME',
      description: 'of the newest evaluation of a locked cohort',
    },
    format: { type: 'string', valueHint: 'NAME,…', description: formats.join(', ') },
    out: { type: 'string', default: '.', valueHint: 'DIR', description: 'the folder to write to' },
    ...evaluationOptions,
  };
}

/** @throws UsageError for a format that is none. */
export function chosenFormats<F extends string>(given: Given, known: readonly F[]): readonly F[] {
  const typed = given.option('format')?.split(',');
  return typed ? typed.map((word) => oneOf(word.trim(), known, '--format')) : known;
}

/** @throws UsageError where nothing says of what. */
export function requireSource(given: Given): void {
  if (given.option('scores') !== undefined || given.option('cohort') !== undefined) return;
  throw new UsageError('Give --scores FILE, or --cohort NAME.');
}

/** What the words name; none where there are no words. @throws UsageError for a name that is none. */
export function chosenNames<N extends string>(given: Given, known: readonly N[]): readonly N[] {
  return given.words.map((word) => oneOf(word, known, 'NAME'));
}

function oneOf<T extends string>(word: string, known: readonly T[], what: string): T {
  const found = known.find((one) => one === word);
  if (found === undefined) throw new UsageError(`${what} is one of ${known.join(', ')}.`);
  return found;
}

/** Writes files into the folder of `--out`, which is made where it is not there. */
export async function writePicked(given: Given, files: StudyFiles): Promise<Answer> {
  const folder = resolve(given.option('out') ?? '.');
  const paths = [...files.keys()].map((name) => join(folder, name));
  const scores = given.option('scores');
  requireUnread(paths, scores === undefined ? [] : [scores]);
  await explainWriting(folder, () => writeFiles(folder, files));
  return { value: { files: paths }, text: `${count(paths.length, 'file')} written to ${folder}.` };
}
