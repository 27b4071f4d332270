import { expect, test } from 'vitest';
import { textureFamilies } from '../texture-families.ts';
import { levelRegion } from './testing/level-region.ts';
import type { TextureRegion } from './texture-region.ts';
import { defaultTextureSettings, type Aggregation } from './texture-settings.ts';

const aggregations: readonly Aggregation[] = [
  '2D, averaged',
  '2D, slice-merged',
  '2.5D, direction-merged',
  '2.5D, merged',
  '3D, averaged',
  '3D, merged',
];

const regions: Readonly<Record<string, string>> = {
  'one voxel': '7',
  'a flat block': '222.. 222.. ..... ..... ..... 222.. 222..',
  'scattered voxels': '1.4.1 ..... 4.1.4',
  'scattered voxels of one level': '3.3.3',
  'one slice': '12345 54321 11111',
  'a column through the slices': `1${'.'.repeat(24)}2${'.'.repeat(24)}3`,
};

test.each(Object.entries(regions))(
  '%s has 75 finite features by every aggregation',
  (_, levels) => {
    for (const aggregation of aggregations) {
      const values = evaluate(levelRegion(levels), aggregation);
      expect(values.size).toBe(75);
      expect([...values].filter(([, value]) => !Number.isFinite(value))).toEqual([]);
    }
  },
);

test('flat regions and single voxels have the documented values', () => {
  for (const levels of ['7', '77777 77777', '7.7.7']) {
    expect(Object.fromEntries(evaluate(levelRegion(levels)))).toMatchObject({
      glcm_Autocorrelation: 49,
      glcm_Contrast: 0,
      glcm_Correlation: 1,
      glcm_Imc1: 0,
      glcm_Imc2: 0,
      glcm_JointAverage: 7,
      glcm_JointEnergy: 1,
      glcm_JointEntropy: 0,
      glcm_MCC: 1,
      glrlm_GrayLevelVariance: 0,
      glszm_HighGrayLevelZoneEmphasis: 49,
      ngtdm_Busyness: 0,
      ngtdm_Coarseness: 1e6,
      ngtdm_Complexity: 0,
      ngtdm_Contrast: 0,
      ngtdm_Strength: 0,
    });
  }
});

test('scattered voxels pair with themselves: their histogram on the diagonal', () => {
  const values = evaluate(levelRegion('1.4.1'));
  expect(values.get('glcm_JointAverage')).toBeCloseTo((1 + 4 + 1) / 3, 12);
  expect(values.get('glcm_MaximumProbability')).toBeCloseTo(2 / 3, 12);
  expect(values.get('glcm_Contrast')).toBe(0);
  expect(values.get('glcm_Correlation')).toBeCloseTo(1, 12);
});

test('a voxel without neighbours has no neighbourhood difference', () => {
  // The pair 1, 3 has p = 1/2 and s = 2 each, whatever the lone 5 is.
  const values = evaluate(levelRegion('13..5'));
  expect(values.get('ngtdm_Coarseness')).toBeCloseTo(1 / 2, 12);
  expect(values.get('ngtdm_Strength')).toBeCloseTo((2 * (1 / 2 + 1 / 2) * 4) / 4, 12);
});

test('along directions that leave a slice every run has length 1', () => {
  // Of 13 directions only the one along the row sees the run of five.
  const values = evaluate(levelRegion('11111'));
  expect(values.get('glrlm_LongRunEmphasis')).toBeCloseTo((12 * 1 + 25) / 13, 12);
});

test('levels far apart leave the matrices small', () => {
  const region = levelRegion('1.2', (level) => level * 1e4);
  expect(region.greyLevels).toEqual(Float64Array.of(0, 1, 1e4 + 1));
  expect(evaluate(region).get('glszm_LargeAreaEmphasis')).toBe(1);
});

test('refuses bins that are far too narrow for the image', () => {
  expect(() => levelRegion('1.2', (level) => level * 1e7)).toThrow('bins');
});

test('refuses distances that are none', () => {
  const region = levelRegion('12345');
  for (const distances of [[0], [1.5], [2]]) {
    const settings = { ...defaultTextureSettings, distances };
    expect(() => textureFamilies[0].evaluate(region, settings)).toThrow(RangeError);
  }
});

function evaluate(
  region: TextureRegion,
  aggregation: Aggregation = '3D, averaged',
): ReadonlyMap<string, number> {
  const settings = { ...defaultTextureSettings, aggregation };
  return new Map(
    textureFamilies.flatMap((family) =>
      [...family.evaluate(region, settings)].map(([name, value]): [string, number] => [
        `${family.name}_${name}`,
        value,
      ]),
    ),
  );
}
