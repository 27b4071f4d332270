import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { expect, test } from 'vitest';
import { featureTable } from '#engine/report/feature-table.ts';
import { csvFile } from '#engine/report/tables/csv.ts';
import { runNodewise } from '../testing/command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'nodewise-compare-'));
const at = (name: string) => join(folder, name);

const compare = (...typed: string[]) => runNodewise(folder, ['compare', ...typed]);

/** An export of a library with these features by case. */
function exported(codeVersion: string, cases: Record<string, Record<string, number>>): string {
  const rows = Object.entries(cases).map(([code, values], n) => ({
    code,
    imageSha256: 'i',
    maskVersion: n + Number.parseInt(codeVersion, 10),
    maskAuthor: 'Ann',
    maskSource: 'corrected' as const,
    maskSha256: 's',
    features: {
      id: 'f',
      caseId: `id-${code}-${codeVersion}`,
      maskId: 'm',
      preset: 'p',
      settingsHash: 'h',
      codeVersion,
      computedAt: '2026-01-01T00:00:00.000Z',
      values: Object.entries(values).map(([column, value]) => ({
        column,
        image: 'original',
        family: 'firstorder',
        name: column,
        ibsi: null,
        unit: 'HU',
        value,
      })),
    },
  }));
  return Buffer.from(csvFile(featureTable(rows))).toString('utf8');
}

writeFileSync(
  at('a.csv'),
  exported('1.0.0', {
    'P-1': { Mean: 10, Energy: 4, Old: 1 },
    'P-2': { Mean: -20, Energy: 8, Old: 1 },
    'P-3': { Mean: 30, Energy: 0, Old: 1 },
  }),
);
// Other rows, other columns, other order; a byte order mark as spreadsheets write it.
writeFileSync(
  at('b.csv'),
  `\ufeff${exported('2.0.0', {
    'P-4': { New: 1, Energy: 0, Mean: 1 },
    'P-3': { New: 1, Energy: 0, Mean: 30 },
    'P-2': { New: 1, Energy: 8, Mean: -25 },
    'P-1': { New: 1, Energy: 4, Mean: 9 },
  })}`,
);

test('says what moved and by how much, and ends with 0', async () => {
  // By hand: |-20 + 25| = 5 of 25; ICC(2,1) 0.99383 from pingouin 0.7.0.
  expect(await compare('a.csv', 'b.csv')).toMatchObject({
    code: 0,
    stderr: '',
    stdout: [
      '3 cases in common (by case); 1 of 2 columns moved.',
      'Code version differs in every case: 1.0.0 in the first, 2.0.0 in the second.',
      'The same in both: preset, settings, image, mask.',
      'column  moved  one value  max abs  max rel  worst case  ICC(2,1)',
      'Mean        2          0        5      0.2  P-2           0.9938',
      'Columns only in a.csv: Old',
      'Columns only in b.csv: New',
      'Cases only in b.csv: P-4',
      '',
    ].join('\n'),
  });
});

test('the same as data, and all columns as a table', async () => {
  const { code, stdout } = await compare('a.csv', 'b.csv', '--json', '--out', 'moved.parquet');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    matchedBy: ['case'],
    columns: [
      { column: 'Mean', moved: 2, worstCase: 'P-2' },
      { column: 'Energy', moved: 0, icc: { agreement: 1 } },
    ],
    onlyFirst: { cases: [], columns: ['Old'] },
  });
  // A copy, because a small file's buffer is a part of a pool.
  const { buffer } = new Uint8Array(readFileSync(at('moved.parquet')));
  const rows = await parquetReadObjects({ file: buffer });
  expect(rows).toMatchObject([
    { column: 'Mean', max_absolute_difference: 5, max_relative_difference: 0.2 },
    { column: 'Energy', cases_moved: 0, worst_case: null },
  ]);
});

test('an empty cell is told apart from a difference', async () => {
  writeFileSync(at('full.csv'), 'case,Mean,Max\nP-1,1,5\nP-2,2,5\n');
  writeFileSync(at('gap.csv'), 'case,Mean,Max\nP-1,,5\nP-2,2,5\n');
  const { code, stdout } = await compare('full.csv', 'gap.csv', '--out', 'gap-moved.csv');
  expect(code).toBe(0);
  expect(stdout).toContain('1 of 2 columns moved');
  expect(readFileSync(at('gap-moved.csv'), 'utf8').split('\r\n')[1]).toBe('Mean,0,1,0,0,,,');
});

test('a table that cannot be read: exit 1, the reason in words, no table', async () => {
  writeFileSync(at('ragged.csv'), 'case,Mean\nP-1,1,2\n');
  expect(await compare('ragged.csv', 'a.csv', '--out', 'none.csv')).toMatchObject({
    code: 1,
    stdout: '',
    stderr:
      '"ragged.csv" cannot be read as a table of features: its quotes or its number of cells are wrong at line 2.\n',
  });
  expect(existsSync(at('none.csv'))).toBe(false);
});

test('nothing in common: exit 1, with its code as data', async () => {
  writeFileSync(at('elsewhere.csv'), 'case,Mean\nP-9,1\n');
  const { code, stdout } = await compare('a.csv', 'elsewhere.csv', '--json');
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toEqual({
    error: { code: 'tables-disjoint', details: { what: 'case' } },
  });
});

test('a table too few or an unknown ending is a mistake in the command', async () => {
  expect(await compare('a.csv')).toMatchObject({
    code: 2,
    stderr: 'Name two tables of features to compare.\n',
  });
  expect(await compare('a.csv', 'b.csv', '--out', 'a.txt')).toMatchObject({
    code: 2,
    stderr: '--out must end in .csv, .xlsx, .parquet.\n',
  });
});
