import { expect, test } from 'vitest';
import { describeFeature } from '#contract/feature-definitions.ts';
import { firstOrderFeatures } from '#native/radiomics/first-order/first-order-features.ts';
import { shapeFeatures } from '#native/radiomics/shape/shape-features.ts';
import { textureFamilies } from '#native/radiomics/texture-families.ts';

const all = [
  { family: 'shape', features: shapeFeatures },
  { family: 'firstorder', features: firstOrderFeatures },
  ...textureFamilies.map(({ name, features }) => ({ family: name, features })),
].flatMap(({ family, features }) => features.map(({ name }) => ({ family, name })));

test('every feature of the extractor has a sentence of its own within its family', () => {
  const sentences = all.map((feature) => [feature.family, describeFeature(feature)].join(': '));
  expect(all.filter((feature) => !describeFeature(feature))).toEqual([]);
  expect(new Set(sentences).size).toBe(all.length);
});

test('an unknown feature has none', () => {
  expect(describeFeature({ family: 'glcm', name: 'Magic' })).toBeUndefined();
  expect(describeFeature({ family: 'magic', name: 'Contrast' })).toBeUndefined();
});
