import { isChosen, type ExtractionPreset, type FamilyName } from './extraction-preset.ts';
import type { Feature, FeatureUnit } from './feature.ts';
import { firstOrderFeatures } from './first-order/first-order-features.ts';
import { shapeFeatures } from './shape/shape-features.ts';
import { textureFamilies } from './texture-families.ts';

/** What a column of a feature table is. */
export interface FeatureIdentity {
  /** `image_family_Feature` as PyRadiomics names it, e.g. `original_shape_MeshVolume`. */
  readonly column: string;
  readonly image: string;
  readonly family: string;
  readonly name: string;
  readonly ibsi: string | null;
  readonly unit: FeatureUnit;
}

interface FamilyTable {
  readonly name: FamilyName;
  readonly features: readonly Omit<Feature<never>, 'compute'>[];
}

/** Every family's features, in the order of the columns. */
export const familyTables: readonly FamilyTable[] = [
  { name: 'shape', features: shapeFeatures },
  { name: 'firstorder', features: firstOrderFeatures },
  ...textureFamilies,
];

/**
 * Every column that a preset yields: image by image and family by family; shape with the first
 * image alone, because it looks at the mask and not at an image.
 */
export function extractionColumns(preset: ExtractionPreset): readonly FeatureIdentity[] {
  return preset.images.flatMap(({ image }, first) =>
    familyTables.flatMap(({ name: family, features }) => {
      const choice = preset.families[family];
      if (choice === undefined || (family === 'shape' && first > 0)) return [];
      return features
        .filter(({ name }) => isChosen(choice.features, name))
        .map(({ name, ibsi, unit }) => ({
          column: `${image}_${family}_${name}`,
          ...{ image, family, name, ibsi, unit },
        }));
    }),
  );
}
