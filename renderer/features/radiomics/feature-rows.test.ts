import { expect, test } from 'vitest';
import { featureRows, filterRows, noFilter } from './feature-rows.ts';

const value = (column: string, ibsi: string | null) => {
  const [image, family, name] = column.split('_');
  return { column, image, family, name, ibsi, unit: '1', value: 1 };
};
const rows = featureRows(
  [
    value('original_shape_Sphericity', 'QCFX'),
    value('original_glcm_Contrast', 'ACUI'),
    value('wavelet-LLH_glcm_Contrast', 'ACUI'),
    value('wavelet-LLH_gldm_LowGrayLevelEmphasis', null),
  ],
  { original_glcm_Contrast: 0.25 },
);
const found = (filter: Partial<typeof noFilter>) =>
  filterRows(rows, { ...noFilter, ...filter }).map(({ number }) => number);

test('rows keep the order of the columns and know what they measure', () => {
  expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  expect(rows[1]).toMatchObject({ id: 'original_glcm_Contrast', percentile: 0.25 });
  expect(rows[2].percentile).toBeNull();
  expect(rows[0].definition).toContain('ball');
});

test('every word must be found: in the name, the code or the meaning', () => {
  expect(found({ text: 'contrast' })).toEqual([2, 3]);
  expect(found({ text: 'wavelet CONTRAST' })).toEqual([3]);
  expect(found({ text: 'qcfx' })).toEqual([1]);
  expect(found({ text: 'ball' })).toEqual([1]);
  expect(found({ text: 'nothing like it' })).toEqual([]);
});

test('image and family narrow it down', () => {
  expect(found({ image: 'wavelet-LLH' })).toEqual([3, 4]);
  expect(found({ family: 'glcm', image: 'original' })).toEqual([2]);
});
