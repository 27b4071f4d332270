import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { extractPreset } from '#native/radiomics/extract-preset.ts';
import reference from '#native/radiomics/fixtures/simpleitk-urp.json' with { type: 'json' };
import { syntheticLesion } from '#native/radiomics/fixtures/synthetic-lesion.ts';
import { readPreset } from './presets.ts';

const resources = fileURLToPath(new URL('../../../resources', import.meta.url));
const preset = readPreset('urp-1364', resources);
const { volume, mask } = syntheticLesion();

/** The preset's values of the lesion on its own grid, by column. */
const values = new Map(
  (({ columns, values: all }) => columns.map(({ column }, c) => [column, all[c]] as const))(
    extractPreset(volume, mask, preset),
  ),
);

// Images by SimpleITK 2.5.7, features of them by PyRadiomics 3.0.1: fixtures/simpleitk_urp.py of
// native-models/radiomics.
test.each(Object.entries(reference.values))('%s: 90 features agree', (image, expected) => {
  const apart = reference.names.flatMap((name, n) => {
    // PyRadiomics gives the fourth standardised moment, IBSI's IPH6 is the excess over 3.
    const theirs = name === 'firstorder_Kurtosis' ? expected[n] - 3 : expected[n];
    const ours = values.get(`${image}_${name}`) ?? NaN;
    return Math.abs(ours - theirs) <= 1e-6 * Math.abs(theirs) ? [] : [{ name, ours, theirs }];
  });
  expect(apart).toEqual([]);
  expect(expected).toHaveLength(90);
});

test('every image without noise but the original is compared', () => {
  const compared = preset.images
    .filter(({ spec }) => spec.filter !== 'original' && !('seed' in spec))
    .map(({ image }) => image);
  expect(Object.keys(reference.values).toSorted()).toEqual(compared.toSorted());
});

test('no two images give the same columns', () => {
  const rows = preset.images.map(({ image }) =>
    reference.names.map((name) => values.get(`${image}_${name}`)).join(),
  );
  expect(new Set(rows).size).toBe(15);
});
