import { AppError } from '#contract/errors.ts';
import type { Feature } from '#native/radiomics/feature.ts';
import { firstOrderFeatures } from '#native/radiomics/first-order/first-order-features.ts';
import type { FeatureIdentity } from '#native/radiomics/registry.ts';
import { shapeFeatures } from '#native/radiomics/shape/shape-features.ts';
import { textureFamilies } from '#native/radiomics/texture-families.ts';
import type { FeatureChoice, Preset } from './preset-schema.ts';

type Identity = Omit<Feature<never>, 'compute'>;
type FamilyName = keyof Preset['families'];

/** The features that a preset can choose from, a table a family, in the order of the columns. */
const families: readonly { readonly name: FamilyName; readonly features: readonly Identity[] }[] = [
  { name: 'shape', features: shapeFeatures },
  { name: 'firstorder', features: firstOrderFeatures },
  ...textureFamilies.map(({ name, features }) => ({ name: name as FamilyName, features })),
];

/**
 * Every column that a preset yields: family by family within an image, shape with the first image
 * alone, because it looks at the mask and not at an image.
 *
 * @throws AppError `settings-unsupported` naming the features that do not exist.
 */
export function presetColumns(preset: Preset): readonly FeatureIdentity[] {
  const unknown = unknownFeatures(preset);
  if (unknown.length > 0) {
    throw new AppError('settings-unsupported', {
      settings: unknown.map((name) => ({ name, reason: 'there is no such feature' })),
    });
  }
  return preset.images.flatMap(({ image }, first) =>
    families
      .filter(({ name }) => name !== 'shape' || first === 0)
      .flatMap(({ name: family, features }) =>
        features
          .filter(({ name }) => isChosen(preset.families[family]?.features, name))
          .map(({ name, ibsi, unit }) => ({
            column: `${image}_${family}_${name}`,
            image,
            family,
            name,
            ibsi,
            unit,
          })),
      ),
  );
}

function isChosen(choice: FeatureChoice | undefined, name: string): boolean {
  if (choice === undefined || choice === 'all') return choice === 'all';
  return 'only' in choice ? choice.only.includes(name) : !choice.except.includes(name);
}

function unknownFeatures(preset: Preset): readonly string[] {
  return families.flatMap(({ name: family, features }) => {
    const choice = preset.families[family]?.features;
    if (choice === undefined || choice === 'all') return [];
    const listed = 'only' in choice ? choice.only : choice.except;
    return listed
      .filter((name) => !features.some((feature) => feature.name === name))
      .map((name) => `${family}_${name}`);
  });
}
