/** `match --cases A --controls B`: pairs of two tables of patients, without a library. */
import {
  isFlagged,
  matchedFiles,
  matchFiles,
  writeMatched,
  type MatchedTables,
} from '#engine/match-files.ts';
import { UsageError, type Answer, type Command, type Given } from '../command.ts';
import { listOf } from '../list-of.ts';
import { count, table } from '../table.ts';
import { explainWriting, requireCsvFile, requireUnread } from '../table-file.ts';
import { testHospitals, testHospitalsOption } from '../test-hospitals.ts';

export const matchCommand: Command = {
  description:
    'match the cases of one table to the controls of another, 1:1: most pairs, then least summed distance',
  words: [],
  examples: [
    'match --cases positive.csv --controls negative.csv --exact sex,density,location --caliper age=5 --out pairs.csv',
  ],
  options: {
    cases: { type: 'string', valueHint: 'FILE', description: 'CSV of the cases, e.g. pN+' },
    controls: { type: 'string', valueHint: 'FILE', description: 'CSV of the controls' },
    exact: { type: 'string', valueHint: 'LIST', description: 'columns that must be the same' },
    caliper: {
      type: 'string',
      valueHint: 'COLUMN=WIDTH',
      description:
        'largest difference, itself included, or "any"; several times; the first one is minimised',
    },
    ...testHospitalsOption,
    out: {
      type: 'string',
      valueHint: 'FILE',
      description: 'pairs.csv to write; unmatched.csv and balance.csv beside it',
    },
  },
  repeatable: ['exact', 'caliper'],
  signedIn: false,
  run: (_session, given) => match(given),
  runAlone: (given) => match(given),
};

async function match(given: Given): Promise<Answer> {
  const [cases, controls, out] = ['cases', 'controls', 'out'].map(given.option);
  if (cases === undefined || controls === undefined) {
    throw new UsageError('Name both tables: --cases FILE --controls FILE.');
  }
  if (out !== undefined) {
    requireCsvFile(out);
    requireUnread(matchedFiles(out), [cases, controls]);
  }
  const calipers = calipersOf(given);
  const order = {
    exact: [...new Set(listOf(given, 'exact'))],
    calipers,
    testHospitals: testHospitals(given),
  };
  const matched = matchFiles(cases, controls, order);
  const files =
    out === undefined ? [] : await explainWriting(out, () => writeMatched(matched, out));
  return { value: { ...matched, files }, text: describe(matched, calipers[0].column, files) };
}

function calipersOf(given: Given): { column: string; width: number | null }[] {
  const typed = listOf(given, 'caliper');
  if (typed.length === 0) throw new UsageError('Give a caliper, such as --caliper age=5.');
  const calipers = typed.map((word) => {
    const at = word.lastIndexOf('=');
    const [column, text] = [word.slice(0, at).trim(), word.slice(at + 1).trim()];
    if (column === '' || !/^(any|\d+(\.\d+)?(e[+-]?\d+)?)$/i.test(text)) {
      throw new UsageError(
        `"${word}" is not of the form COLUMN=WIDTH; a width is a number from 0 with a decimal point, or "any".`,
      );
    }
    const width = /any/i.test(text) ? null : Number(text);
    return { column, width };
  });
  const twice = calipers.find(
    ({ column }, n) => calipers.findIndex((c) => c.column === column) < n,
  );
  if (twice) throw new UsageError(`--caliper names the column "${twice.column}" twice.`);
  return calipers;
}

function describe(matched: MatchedTables, distance: string, files: readonly string[]): string {
  const { pairs, sum, unmatched, balance, hash } = matched;
  const left = (side: 'case' | 'control') =>
    count(unmatched.filter((one) => one.side === side).length, side);
  const rows = balance.map(({ variable, level, before, after }) => [
    level === null ? variable : `${variable} ${level}`,
    ...[shown(before), shown(after), isFlagged(after) ? '|SMD| > 0.1' : ''],
  ]);
  return [
    `${count(pairs.length, 'pair')}; summed difference of ${distance}: ${sum}.`,
    `Without a partner: ${left('case')}, ${left('control')}.`,
    table(['balance', 'SMD before', 'after', ''], rows),
    `SHA-256 of the pairs: ${hash}`,
    ...(files.length > 0 ? [`Written: ${files.join(', ')}.`] : []),
  ].join('\n');
}

function shown(smd: number | null): string {
  return smd === null ? 'NA' : smd.toFixed(3);
}
