/** `figures`: chosen figures of an evaluation in chosen formats. */
import { basename, extname, resolve } from 'node:path';
import { figureName } from '#contract/evaluation/figures.ts';
import { evaluateFile } from '#engine/study/evaluate-file.ts';
import type { StudyFiles } from '#engine/study/study-folder.ts';
import { figureFiles, studyFigureFormats } from '#engine/study/study-files.ts';
import { UsageError, type Answer, type Command, type Given } from '../command.ts';
import { settingsOf } from '../evaluation-settings.ts';
import { filesOfEvaluation, newestEvaluation } from '../library-study.ts';
import {
  chosenFormats,
  chosenNames,
  pickOptions,
  requireSource,
  writePicked,
} from '../study-picks.ts';

export const figuresCommand: Command = {
  description: `write figures of an evaluation: ${figureName.options.join(', ')}`,
  words: ['[NAME…] --scores FILE', '[NAME…] --cohort NAME'],
  examples: ['figures roc-networks --scores scores.csv --format svg,pdf --out figures/'],
  options: pickOptions(studyFigureFormats),
  signedIn: true,
  runAlone: (given) => (given.option('scores') === undefined ? undefined : ofFile(given)),
  check: (given) => [requireSource(given), pickedBy(given)],
  run: async (session, given) =>
    write(given, async (isWanted) => {
      const id = await newestEvaluation(session, given.option('cohort'));
      return figuresAmong(await filesOfEvaluation(session, id), isWanted);
    }),
};

async function ofFile(given: Given): Promise<Answer> {
  return write(given, (isWanted) =>
    figureFiles(evaluateFile(resolve(given.option('scores') ?? ''), settingsOf(given)), isWanted),
  );
}

type IsWanted = (name: string, format: string) => boolean;

const nameOf = (file: string): string => basename(file, extname(file));

/** Wanted figures of an export, by the names of their files. */
function figuresAmong(files: StudyFiles, isWanted: IsWanted): StudyFiles {
  return new Map(
    [...files].flatMap(([path, bytes]) =>
      path.startsWith('figures/') && isWanted(nameOf(path), extname(path).slice(1))
        ? [[basename(path), bytes] as const]
        : [],
    ),
  );
}

/** @throws UsageError for a name or format that is none. */
function pickedBy(given: Given): Record<'formats' | 'names', readonly string[]> {
  return {
    formats: chosenFormats(given, studyFigureFormats),
    names: chosenNames(given, figureName.options),
  };
}

/** What was typed is checked before anything is drawn. */
async function write(
  given: Given,
  make: (isWanted: IsWanted) => Promise<StudyFiles>,
): Promise<Answer> {
  const { formats, names } = pickedBy(given);
  const files = await make(
    (name, format) => (names.length === 0 || names.includes(name)) && formats.includes(format),
  );
  const absent = names.filter((name) => ![...files.keys()].some((file) => nameOf(file) === name));
  if (absent.length > 0) {
    throw new UsageError(`This study has nothing to show in: ${absent.join(', ')}.`);
  }
  return writePicked(given, files);
}
