import { expect, test } from 'vitest';
import { commands } from './commands.ts';
import { readGiven } from './given.ts';
import { table } from './table.ts';

const read = (name: string, ...typed: string[]) => {
  const command = commands.get(name);
  if (!command) throw new Error(`no command ${name}`);
  return readGiven(command, typed);
};

test('words and options are told apart', () => {
  const given = read('export', 'mask-nifti', 'P-0001', '--to', 'out', 'P-0002', '--json');
  expect(given.words).toEqual(['mask-nifti', 'P-0001', 'P-0002']);
  expect(given.option('to')).toBe('out');
  expect(given.flag('json')).toBe(true);
  expect(given.flag('all')).toBe(false);
  expect(given.option('data')).toBeUndefined();
});

test.each([
  [['list', '--jsno'], 'There is no option --jsno here.'],
  [['list', 'P-0001'], '"P-0001" is not expected here.'],
  [['list', '--data'], '--data needs a value.'],
  [['segment', '--to', 'out'], 'There is no option --to here.'],
])('%j is refused: %s', ([name, ...typed], sentence) => {
  expect(() => read(name, ...typed)).toThrow(sentence);
});

test.each([
  [['import'], 'Name the folder or the files to import.'],
  [['demo', '--patients', '0'], '--patients is a whole number from 1 to 5000.'],
  [['features'], 'Name the cases by their code, or give --all.'],
  [['train', 'colour=red'], 'There is no setting "colour".'],
  [['train', '--preset', 'slow'], '--preset is one of paper, fine-tune, quick.'],
  [['infer', 'x', '--out', 'predictions.txt'], '--out must end in .csv, .xlsx, .parquet.'],
  [['weights', 'bring'], 'Say "weights list"'],
  [['segmenter', 'import'], 'Say "segmenter import MODEL.onnx CARD.json"'],
  [['export', 'everything'], 'KIND is one of mask-nifti'],
  [['evaluate'], 'Give --scores FILE, or --cohort NAME.'],
  [['figures', 'pie', '--cohort', 'First'], 'NAME is one of flowchart'],
  [['study', '--demo'], 'Give --demo and --out DIR'],
])('%j is refused before a library is opened: %s', ([name, ...typed], sentence) => {
  expect(() => commands.get(name)?.check?.(read(name, ...typed))).toThrow(sentence);
});

test('a table aligns words to the left and numbers to the right', () => {
  const rows = [
    ['P-0001', 134],
    ['P-2', 7],
  ];
  expect(table(['case', 'slices'], rows)).toBe(
    ['case    slices', 'P-0001     134', 'P-2          7'].join('\n'),
  );
});
