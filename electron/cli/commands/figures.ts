/** `figures`: chosen figures of an evaluation in chosen formats. */
import { basename, extname, resolve } from 'node:path';
import { figureName } from '#contract/procedures/evaluation.ts';
import { evaluateFile } from '#engine/evaluate-file.ts';
import type { StudyFiles } from '#engine/study-folder.ts';
import { figureFiles, studyFigureFormats } from '#engine/study-files.ts';
import { UsageError, type Answer, type Command, type Given } from '../command.ts';
import { settingsOf } from '../evaluation-settings.ts';
import { filesOfEvaluation, newestEvaluation } from '../library-study.ts';
import { chosenFormats, chosenNames, pickOptions, writePicked } from '../study-picks.ts';

export const figuresCommand: Command = {
  description: `write figures of an evaluation: ${figureName.options.join(', ')}`,
  words: '[NAME…]',
  options: pickOptions(studyFigureFormats),
  signedIn: true,
  runAlone: (given) => (given.option('scores') === undefined ? undefined : ofFile(given)),
  run: async (session, given) =>
    write(given, async () =>
      figuresAmong(
        await filesOfEvaluation(session, await newestEvaluation(session, given.option('cohort'))),
      ),
    ),
};

async function ofFile(given: Given): Promise<Answer> {
  return write(given, () =>
    figureFiles(evaluateFile(resolve(given.option('scores') ?? ''), settingsOf(given))),
  );
}

/** The figures of an export, by the names of their files. */
function figuresAmong(files: StudyFiles): StudyFiles {
  return new Map(
    [...files].flatMap(([path, bytes]) =>
      path.startsWith('figures/') ? [[basename(path), bytes] as const] : [],
    ),
  );
}

/** What was typed is checked before anything is drawn. */
async function write(given: Given, make: () => Promise<StudyFiles>): Promise<Answer> {
  const formats: readonly string[] = chosenFormats(given, studyFigureFormats);
  const names: readonly string[] = chosenNames(given, figureName.options);
  const files = await make();
  const nameOf = (file: string): string => basename(file, extname(file));
  const absent = names.filter((name) => ![...files.keys()].some((file) => nameOf(file) === name));
  if (absent.length > 0) {
    throw new UsageError(`This study has nothing to show in: ${absent.join(', ')}.`);
  }
  const picked = [...files].filter(
    ([file]) =>
      (names.length === 0 || names.includes(nameOf(file))) &&
      formats.includes(extname(file).slice(1)),
  );
  return writePicked(given, new Map(picked));
}
