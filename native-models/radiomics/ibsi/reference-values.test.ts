import { expect, test } from 'vitest';
import { conforms, parseFilteredValues, parseReferenceValues } from './reference-values.ts';

const mean = {
  ...{ configuration: 'C', family: 'Statistics', feature: 'Mean', ibsi: 'Q4LE' },
  ...{ aggregation: '', value: -49, tolerance: 2.9 },
};

test('columns are found by their names, in any order and among others', () => {
  const table =
    '\uFEFFtag,tolerance,value,note,aggregation,ibsi_code,feature,family,config\r\n' +
    'stat_mean,2.9,-49,"a, b",,Q4LE,Mean,Statistics,C\r\n' +
    'cm_energy,0.0001,4.7E-2,,"3D, merged",8ZQL,Angular second moment,Co-occurrence matrix,C\r\n';
  expect(parseReferenceValues(table)).toEqual([
    mean,
    {
      ...{ configuration: 'C', family: 'Co-occurrence matrix', feature: 'Angular second moment' },
      ...{ ibsi: '8ZQL', aggregation: '3D, merged', value: 0.047, tolerance: 0.0001 },
    },
  ]);
  const filtered = 'value,filter_id,tolerance,ibsi_code,feature\n-47,1.A,4.6,Q4LE,Mean\n';
  expect(parseFilteredValues(filtered)).toEqual([
    { ...mean, configuration: '1.A', value: -47, tolerance: 4.6 },
  ]);
});

const header = 'config,family,feature,ibsi_code,aggregation,value,tolerance,consensus';

test('what is no standard is no reference: no value, or no consensus on it', () => {
  const rows = ['-49,2.9,6-9', ',,', ',,6-9', '1,0,not standardized', '1,0,weak', '1,0,<3'];
  const lines = rows.map((row) => `C,Statistics,Mean,Q4LE,,${row}`);
  expect(parseReferenceValues([header, ...lines].join('\n'))).toEqual([mean]);
});

test('a table that cannot be compared says why, rather than pass', () => {
  expect(() => parseReferenceValues('config,family\nC,Statistics\n')).toThrow('column "feature"');
  expect(() => parseFilteredValues('')).toThrow('column "filter_id"');
  const row = (cells: string) => `${header}\nC,Statistics,Mean,Q4LE,,${cells},6-9`;
  expect(() => parseReferenceValues(row('about 3,0'))).toThrow('"Mean": about 3');
  expect(() => parseReferenceValues(row('3,some'))).toThrow('tolerance some');
});

test('a value conforms within the tolerance, or once rounded to three digits', () => {
  expect(conforms(-46.1, mean)).toBe(true);
  expect(conforms(-46.09, mean)).toBe(false);
  const printed = { ...mean, value: 0.503, tolerance: 0 };
  expect(conforms(0.50349, printed)).toBe(true);
  expect(conforms(0.50351, printed)).toBe(false);
  expect(conforms(NaN, mean)).toBe(false);
  expect(conforms(1e-9, { ...mean, value: 0, tolerance: 0 })).toBe(false);
});
