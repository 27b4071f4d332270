import { expect, test } from 'vitest';
import pyradiomics from './fixtures/pyradiomics-texture.json' with { type: 'json' };
import { syntheticLesion } from './fixtures/synthetic-lesion.ts';
import { regionOf } from './region.ts';
import { textureFamilies } from './texture-families.ts';
import type { BinRule } from './texture/grey-levels.ts';
import { textureRegion } from './texture/texture-region.ts';
import { defaultTextureSettings, type TextureSettings } from './texture/texture-settings.ts';

const { volume, mask } = syntheticLesion();
const lesion = regionOf(volume, mask);

interface Case {
  readonly name: keyof typeof pyradiomics.values;
  readonly bins: BinRule;
  readonly settings: TextureSettings;
}

const standard = defaultTextureSettings;
const wide = { kind: 'fixed-width', width: 100, origin: 'multiple' } as const;

// Computed with PyRadiomics 3.0.1 by fixtures/pyradiomics_texture.py.
test.each<Case>([
  { name: 'bin width 25', bins: { ...wide, width: 25 }, settings: standard },
  { name: '32 bins', bins: { kind: 'fixed-number', count: 32 }, settings: standard },
  {
    name: 'distances 1 and 2, tolerance 1',
    bins: wide,
    settings: { ...standard, distances: [1, 2], dependenceTolerance: 1 },
  },
  {
    name: 'in the plane',
    bins: wide,
    settings: { ...standard, aggregation: '2.5D, direction-merged' },
  },
])('the 75 features equal those of PyRadiomics: $name', ({ name, bins, settings }) => {
  const region = textureRegion(lesion, bins, Math.max(...settings.distances));
  const expected: Readonly<Record<string, number>> = pyradiomics.values[name];
  const values = textureFamilies.flatMap((family) =>
    [...family.evaluate(region, settings)].map(([feature, value]): [string, number] => [
      `${family.name}_${feature}`,
      value,
    ]),
  );
  expect(values.map(([column]) => column).toSorted()).toEqual(Object.keys(expected).toSorted());
  const apart = values
    .map(([column, value]) => ({ column, value, expected: expected[column] }))
    .filter((v) => Math.abs(v.value - v.expected) > 1e-9 * Math.abs(v.expected));
  expect(apart).toEqual([]);
});
