/** `compare A B`: what changed between two tables of features, without a library. */
import { describeFacts } from '#contract/comparison-words.ts';
import {
  compareFiles,
  writeComparison,
  type ColumnComparison,
  type TablesComparison,
} from '#engine/compare-files.ts';
import { UsageError, type Answer, type Command, type Given } from '../command.ts';
import { explainWriting, outOption, requireTableFile } from '../table-file.ts';
import { count, table } from '../table.ts';

export const compareCommand: Command = {
  description: 'compare two tables of features (CSV): which columns moved, and by how much',
  words: ['A B'],
  examples: ['compare before.csv after.csv --out moved.xlsx'],
  options: outOption,
  signedIn: false,
  run: (_session, given) => compare(given),
  runAlone: (given) => compare(given),
};

async function compare(given: Given): Promise<Answer> {
  if (given.words.length !== 2) throw new UsageError('Name two tables of features to compare.');
  const [first, second] = given.words;
  const out = given.option('out');
  if (out !== undefined) requireTableFile(out);
  const compared = await compareFiles(first, second);
  if (out !== undefined) await explainWriting(out, () => writeComparison(compared, out));
  return {
    value: { first, second, ...compared },
    text: describe(compared, { first, second, out }),
  };
}

interface Names {
  readonly first: string;
  readonly second: string;
  readonly out: string | undefined;
}

function describe(compared: TablesComparison, { first, second, out }: Names): string {
  const { cases, columns, onlyFirst, onlySecond } = compared;
  const moved = columns
    .filter((column) => column.moved > 0 || column.oneSided > 0)
    .toSorted((a, b) => b.maxRelative - a.maxRelative);
  const inCommon = `${count(cases.length, 'case')} in common (by ${compared.matchedBy.join(', ')})`;
  return [
    `${inCommon}; ${moved.length} of ${count(columns.length, 'column')} moved.`,
    ...describeFacts(compared.facts, cases.length),
    ...(moved.length > 0 ? [movedTable(moved)] : []),
    ...listed(`Columns only in ${first}`, onlyFirst.columns),
    ...listed(`Columns only in ${second}`, onlySecond.columns),
    ...listed(`Cases only in ${first}`, onlyFirst.cases),
    ...listed(`Cases only in ${second}`, onlySecond.cases),
    ...(out === undefined ? [] : [`All columns written to ${out}.`]),
  ].join('\n');
}

/** ICC is ICC(2,1), absolute agreement, over the cases. */
function movedTable(columns: readonly ColumnComparison[]): string {
  const rows = columns.map((c) => [
    c.column,
    c.moved,
    c.oneSided,
    rounded(c.maxAbsolute),
    rounded(c.maxRelative),
    c.worstCase ?? '',
    c.icc.agreement === undefined ? '' : rounded(c.icc.agreement),
  ]);
  const header = ['column', 'moved', 'one value', 'max abs', 'max rel', 'worst case', 'ICC(2,1)'];
  return table(header, rows);
}

function listed(title: string, names: readonly string[]): string[] {
  return names.length > 0 ? [`${title}: ${names.join(', ')}`] : [];
}

/** Four digits are enough for a look; the written table has all of them. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
