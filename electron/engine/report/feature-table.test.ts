import { expect, test } from 'vitest';
import { csvFile } from './tables/csv.ts';
import { featureDictionary, featureTable, inTableOrder, type FeatureRow } from './feature-table.ts';

const value = (name: string, number: number) => ({
  column: `original_firstorder_${name}`,
  image: 'original',
  family: 'firstorder',
  name,
  ibsi: name === 'Mean' ? 'Q4LE' : null,
  unit: 'HU',
  value: number,
});
const row = (maskAuthor: string, values: FeatureRow['features']['values']): FeatureRow => ({
  code: 'P-0001',
  imageSha256: 'i',
  maskVersion: 2,
  maskAuthor,
  maskSource: 'corrected',
  maskSha256: 's',
  features: {
    id: 'f',
    caseId: 'c',
    maskId: 'm',
    preset: 'p',
    settingsHash: 'h',
    codeVersion: '1',
    computedAt: '2026-01-01T00:00:00.000Z',
    values,
  },
});

const written = (...rows: FeatureRow[]) =>
  Buffer.from(csvFile(featureTable(rows))).toString('utf8');

test('numbers read back to the same double', () => {
  const numbers = [0.1 + 0.2, -1e-7, 123456789.12345679, 5e-324, -0.5];
  const names = numbers.map((_, n) => `F${n}`);
  const text = written(
    row(
      'Ann',
      numbers.map((number, n) => value(names[n], number)),
    ),
  );
  const cells = text.trim().split('\r\n')[1].split(',').slice(-numbers.length);
  expect(cells.map(Number)).toEqual(numbers);
});

test('names with commas and quotes stay one cell, and no cell is a formula', () => {
  const text = written(row('Doe, "Ann"', []), row('=HYPERLINK("x")', []));
  expect(text).toContain('"Doe, ""Ann"""');
  expect(text).toContain(`"'=HYPERLINK(""x"")"`);
});

test('the dictionary names family, IBSI code and unit of every column', () => {
  const dictionary = featureDictionary([row('Ann', [value('Mean', 1), value('Total', 2)])]);
  expect(Buffer.from(csvFile(dictionary)).toString('utf8')).toBe(
    'column,image,family,feature,ibsi,unit\r\n' +
      'original_firstorder_Mean,original,firstorder,Mean,Q4LE,HU\r\n' +
      'original_firstorder_Total,original,firstorder,Total,,HU\r\n',
  );
});

test('rows stand by pseudonym and case, whatever the order they came in', () => {
  const of = (code: string, caseId: string): FeatureRow => {
    const { features, ...facts } = row('Ann', []);
    return { ...facts, code, features: { ...features, caseId } };
  };
  const rows = [of('P-0002', 'a'), of('P-0001', 'z'), of('P-0001', 'b')];
  const names = (list: readonly FeatureRow[]) =>
    list.map(({ code, features }) => `${code} ${features.caseId}`);
  expect(names(inTableOrder(rows))).toEqual(['P-0001 b', 'P-0001 z', 'P-0002 a']);
  expect(names(inTableOrder(rows.toReversed()))).toEqual(names(inTableOrder(rows)));
});
