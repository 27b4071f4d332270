import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '#native/numeric/random.ts';
import { runNodewise } from '../testing/command-line.ts';
import { UsageError } from './command.ts';
import { commands } from './commands.ts';
import { readGiven } from './given.ts';

const folder = mkdtempSync(join(tmpdir(), 'nodewise-evaluate-'));
const at = (...names: string[]) => join(folder, ...names);

const nodewise = (...typed: string[]) => runNodewise(folder, typed);

/** Scores of the pretrained ResNet-18, of radiomics, and of a model that no table has a place for. */
function scores(): string {
  const random = seededRandom(8);
  const sets = ['Training', 'Internal Validation Set', 'Independent Test Set 1', 'test-2'];
  const rows = Array.from({ length: 160 }, (_, n) => {
    const label = n % 3 === 0 ? 1 : 0;
    const probability = (strength: number) =>
      (1 / (1 + Math.exp(-strength * label - random.normal()))).toFixed(4);
    const facts = [50 + (n % 30), n % 2 === 0 ? 'male' : 'female', (1 + (n % 10) / 10).toFixed(1)];
    const more = [n % 5 === 0 ? 'part-solid' : 'solid', ['inner', 'middle', 'outer'][n % 3]];
    return [
      ...[`P-${n}`, sets[n % 4], label, 1 + (n % 6), n % 4 < 2 ? 'yes' : 'no', ...facts, ...more],
      ...[probability(2), probability(1), (2 * random.normal() + label).toFixed(3)],
    ].join(',');
  });
  const header =
    'patient,set,label,hospital,contrast,age,sex,diameter,density,location,ResNet-18 pretrained,Radiomics,Our own';
  return `${header}\n${rows.join('\n')}\n`;
}
writeFileSync(at('scores.csv'), scores());

describe('evaluate', () => {
  test('tables, tests and figures of a table of scores, without a library', async () => {
    const { code, stdout } = await nodewise('evaluate', '--scores', 'scores.csv', '--out', 'study');
    expect(code).toBe(0);
    expect(stdout).toContain('ResNet-18 pretrained  validation  40');
    expect(stdout).toContain('No probabilities, so no calibration and no net benefit: Our own.');
    expect(readdirSync(at('study')).sort()).toEqual([
      ...['README.txt', 'evaluation.json', 'figures', 'manifest.json', 'methods.md', 'methods.txt'],
      ...['patients.csv', 'scores.csv', 'tables'],
    ]);
    const table2 = readFileSync(at('study', 'tables', 'table2.csv'), 'utf8');
    expect(table2).toMatch(/ResNet-18ᵃ,Internal Validation Set,0\.\d{3},/);
    const table3 = readFileSync(at('study', 'tables', 'table3.csv'), 'utf8');
    expect(table3).toContain('Radiomics');
    // Table 3 repeats the pretrained ResNet-18 as the study's does.
    expect(table3).toContain('Concatenation');
    const [auc] =
      /ResNet-18 pretrained\s+validation\s+40\s+(0\.\d{3})/.exec(stdout)?.slice(1) ?? [];
    expect(table2).toContain(auc);
  });

  // That an untouched folder comes out to the byte is tested of a whole study, which takes longer.
  test('what was changed or is missing is named, with exit code 1', async () => {
    const [table, patients] = [at('study', 'tables', 'table2.csv'), at('study', 'patients.csv')];
    const before = readFileSync(table);
    writeFileSync(table, `${before.toString()} `);
    renameSync(patients, at('away.csv'));
    const changed = await nodewise('reproduce', 'study', '--json');
    expect(changed).toMatchObject({ code: 1, stderr: '' });
    const { identical, differing } = JSON.parse(changed.stdout) as Record<string, unknown>;
    expect(identical).toBe(false);
    expect(differing).toEqual([
      { name: 'patients.csv', how: 'missing', where: null },
      { name: 'tables/table2.csv', how: 'changed', where: null },
    ]);
    const told = await nodewise('reproduce', 'study');
    expect(told).toMatchObject({ code: 1, stderr: '' });
    expect(told.stdout).toMatch(
      /\n {2}patients\.csv: missing\n {2}tables\/table2\.csv: changed\nIt cannot be made again/,
    );
    writeFileSync(table, before);
    renameSync(at('away.csv'), patients);
  });

  test('settings are honoured and told', async () => {
    const { stdout } = await nodewise(
      ...['evaluate', '--scores', 'scores.csv', '--json', '--threshold', 'paper'],
      ...['--interval', 'clopper-pearson', '--prevalence', '0.2', '--reference', 'Radiomics'],
    );
    const { result } = JSON.parse(stdout) as {
      result: { settings: object; comparisons: { b: string }[]; remarks: { text: string }[] };
    };
    expect(result.settings).toMatchObject({
      ...{ threshold: { mode: 'paper' }, proportionInterval: 'clopper-pearson', prevalence: 0.2 },
    });
    expect(result.comparisons.every(({ b }) => b === 'Radiomics')).toBe(true);
    expect(result.remarks.map(({ text }) => text).join(' ')).toMatch(/optimistic.*20\.0 %/);
  });

  test('a table that cannot be read: exit 1, the line in words, nothing written', async () => {
    writeFileSync(at('bad.csv'), 'patient,set,label,M\nA,training,1,0.5\nA,training,0,0.1\n');
    const ended = await nodewise('evaluate', '--scores', 'bad.csv', '--out', 'none');
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toBe(
      '"' +
        at('bad.csv') +
        '" cannot be read as a table of scores, line 3: this patient is there twice, first in line 2.\n',
    );
    expect(existsSync(at('none'))).toBe(false);
  });
});

/** Runs what needs no library in this process. */
async function alone(name: string, ...typed: string[]): Promise<unknown> {
  const command = commands.get(name);
  if (!command) throw new RangeError(`there is no command ${name}`);
  return command.runAlone?.(readGiven(command, typed), () => undefined);
}

const file = ['--scores', at('scores.csv')];

test.each([
  ['evaluate', [...file, '--threshold', 'best'], /--threshold is locked, paper/],
  ['evaluate', [...file, '--level', '2'], /--level is a share/],
  ['evaluate', [...file, '--interval', 'wald'], /--interval is wilson/],
  ['evaluate', [...file, '--prevalence', '0'], /--prevalence is a share/],
  ['evaluate', [...file, '--reference', 'X'], /--reference names no model/],
  ['evaluate', [...file, '--cohort', 'C'], /either --scores, or --cohort/],
  ['evaluate', [...file, '--out', folder], /holds other files/],
  ['tables', ['table9', ...file], /NAME is one of table1/],
  ['tables', ['balance', ...file], /nothing to show in: balance/],
  ['figures', ['--format', 'gif', ...file], /--format is one of svg, png, pdf/],
  ['reproduce', [], /Name the folder/],
])('%s %j is a mistake in the command', async (name, typed, said) => {
  const mistake = await alone(name, ...typed).catch((error: unknown) => error);
  expect(mistake).toBeInstanceOf(UsageError);
  expect((mistake as UsageError).message).toMatch(said);
});

test('tables are not written over the scores that they are of', async () => {
  mkdirSync(at('own'));
  writeFileSync(at('own', 'table2.csv'), scores());
  symlinkSync(at('own', 'table2.csv'), at('link.csv'));
  const typed = ['--scores', at('link.csv'), '--format', 'csv', '--out', at('own')];
  await expect(alone('tables', 'table1', 'table2', ...typed)).rejects.toThrow(/is read and would/);
  expect(readdirSync(at('own'))).toEqual(['table2.csv']);
  expect(readFileSync(at('own', 'table2.csv'), 'utf8')).toBe(scores());
  // Another table goes beside them, and nothing half is left.
  await alone('tables', 'table1', ...typed);
  expect(readdirSync(at('own')).sort()).toEqual(['table1.csv', 'table2.csv']);
});

test.skipIf(!existsSync('/proc/self'))('a place that takes no folder is told at once', async () => {
  const typed = ['table1', '--scores', at('scores.csv'), '--format', 'csv'];
  const failed = alone('tables', ...typed, '--out', '/proc/nodewise/tables');
  await expect(failed).rejects.toMatchObject({ code: 'write-failed' });
});

test.each([
  [['--demo'], /Give --demo and --out/],
  [['--demo', '--out', 'new', '--patients', '0'], /--patients is a whole number/],
])('study %j is a mistake: exit 2', async (typed, said) => {
  const ended = await nodewise('study', ...typed, '--data', at('library'));
  expect(ended.stderr).toMatch(said);
  expect(ended.code).toBe(2);
});

test('chosen tables and figures in chosen formats', async () => {
  const tables = ['tables', 'table1', 'table2', '--scores', 'scores.csv', '--format', 'csv,xlsx'];
  expect(await nodewise(...tables, '--out', 'some')).toMatchObject({ code: 0 });
  expect(readdirSync(at('some')).sort()).toEqual(['table1.csv', 'table2.csv', 'tables.xlsx']);
  // The same as in the whole export.
  const whole = readFileSync(at('study', 'tables', 'table1.csv'));
  expect(readFileSync(at('some', 'table1.csv')).equals(whole)).toBe(true);

  const figures = ['figures', 'roc-fusion', '--scores', 'scores.csv', '--format', 'svg'];
  expect(await nodewise(...figures, '--out', 'drawn')).toMatchObject({ code: 0 });
  expect(readdirSync(at('drawn'))).toEqual(['roc-fusion.svg']);
});

test('the published study: gender and location cannot be right', async () => {
  const { code, stdout } = await nodewise('published');
  expect(code).toBe(0);
  expect(stdout).toMatch(/Table 1\s+Gender\s+p-value\s+< 0\.001\s+0\.694/);
  expect(stdout).toMatch(/Table 1\s+Location\s+p-value/);
  expect(stdout).toContain('2 cannot be right');
});
