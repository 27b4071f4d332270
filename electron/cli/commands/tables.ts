/** `tables`: chosen tables of an evaluation in chosen formats. */
import { resolve } from 'node:path';
import {
  tableName,
  type TableDocument,
  type TableName,
} from '#contract/evaluation/table-document.ts';
import { AppError } from '#contract/errors.ts';
import { evaluateFile } from '#engine/study/evaluate-file.ts';
import { studyTable } from '#engine/study/print-study.ts';
import { tableFiles, tableFormats } from '#engine/study/table-files.ts';
import { UsageError, type Answer, type Command, type Given, type Session } from '../command.ts';
import { settingsOf } from '../evaluation-settings.ts';
import { newestEvaluation } from '../library-study.ts';
import {
  chosenFormats,
  chosenNames,
  pickOptions,
  requireSource,
  writePicked,
} from '../study-picks.ts';
import { describePublished } from './published.ts';

export const tablesCommand: Command = {
  description: `write tables of an evaluation: ${tableName.options.join(', ')}`,
  words: ['[NAME…] --scores FILE', '[NAME…] --cohort NAME'],
  examples: [
    'tables table2 delong --scores scores.csv --format docx --out tables/',
    'tables --published',
  ],
  options: {
    ...pickOptions(tableFormats),
    extended: {
      type: 'boolean',
      description: 'Tables 1 to 3 with tests, differences and means of AUCs',
    },
    published: {
      type: 'boolean',
      description: 'tell instead what in the published tables cannot be right',
    },
  },
  signedIn: true,
  runAlone: (given) => {
    if (given.flag('published')) return Promise.resolve(describePublished());
    return given.option('scores') === undefined ? undefined : ofFile(given);
  },
  check: (given) => [requireSource(given), pickedBy(given)],
  run: ofCohort,
};

type Tables = readonly (readonly [name: TableName, TableDocument])[];

async function ofFile(given: Given): Promise<Answer> {
  return write(given, async () => {
    const study = evaluateFile(resolve(given.option('scores') ?? ''), settingsOf(given));
    return tablesBy(async (name) => studyTable(study, name, given.flag('extended')));
  });
}

async function ofCohort({ call }: Session, given: Given): Promise<Answer> {
  return write(given, async () => {
    const evaluationId = await newestEvaluation({ call }, given.option('cohort'));
    const extended = given.flag('extended');
    return tablesBy((table) => call('evaluation.table', { evaluationId, table, extended }));
  });
}

/** All tables that have something to show. */
async function tablesBy(make: (name: TableName) => Promise<TableDocument>): Promise<Tables> {
  const tables: [TableName, TableDocument][] = [];
  for (const name of tableName.options) {
    try {
      tables.push([name, await make(name)]);
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'nothing-to-show')) throw error;
    }
  }
  return tables;
}

/** @throws UsageError for a name or format that is none. */
function pickedBy(given: Given) {
  return {
    formats: chosenFormats(given, tableFormats),
    names: chosenNames(given, tableName.options),
  };
}

/** What was typed is checked before anything is computed. */
async function write(given: Given, make: () => Promise<Tables>): Promise<Answer> {
  const { formats, names } = pickedBy(given);
  const tables = await make();
  const picked = tables.filter(([name]) => names.length === 0 || names.includes(name));
  const absent = names.filter((name) => !picked.some(([known]) => known === name));
  if (absent.length > 0) {
    throw new UsageError(`This study has nothing to show in: ${absent.join(', ')}.`);
  }
  return writePicked(given, await tableFiles(picked, formats));
}
