import type { Mask, Volume } from '../image/volume.ts';
import { computeFamily, type Feature, type FeatureUnit } from './feature.ts';
import { firstOrderFeatures } from './first-order/first-order-features.ts';
import { intensities } from './first-order/intensities.ts';
import { regionOf, type Region } from './region.ts';
import type { RadiomicsSettings } from './settings.ts';
import { shapeFeatures } from './shape/shape-features.ts';
import { shapeMeasures } from './shape/shape-measures.ts';

/** One value of one feature of one image, as it is stored and exported. */
export interface FeatureValue extends FeatureIdentity {
  readonly value: number;
}

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

/** A family as the registry sees it: names and values, whatever it prepares for itself. */
interface Family {
  readonly name: string;
  /** Shape looks at the mask alone, so it is computed once and not per derived image. */
  readonly perImage: boolean;
  readonly features: readonly Omit<Feature<never>, 'compute'>[];
  readonly evaluate: (region: Region, settings: RadiomicsSettings) => readonly number[];
}

/** Every family, in the order of the columns. A new family is one more line here. */
const families: readonly Family[] = [
  family('shape', false, shapeFeatures, shapeMeasures),
  family('firstorder', true, firstOrderFeatures, (region, { binWidth }) =>
    intensities(region, binWidth),
  ),
];

/** Images the features are computed on; derived images join the original here. */
const images = ['original'] as const;

/** The columns of a feature table in order. */
export const featureColumns: readonly FeatureIdentity[] = images.flatMap((image, first) =>
  families
    .filter(({ perImage }) => perImage || first === 0)
    .flatMap(({ name, features }) =>
      features.map((feature) => ({
        column: `${image}_${name}_${feature.name}`,
        image,
        family: name,
        name: feature.name,
        ibsi: feature.ibsi,
        unit: feature.unit,
      })),
    ),
);

/**
 * All features of one region, in the order of `featureColumns`.
 *
 * @param volume Image in HU; preprocess it first (`radiomicsInput`) unless its own grid is meant.
 * @param mask On the same grid, at least one voxel.
 * @throws RangeError for an empty mask, different grids or intensities that are not finite.
 */
export function extractFeatures(
  volume: Volume,
  mask: Mask,
  settings: RadiomicsSettings,
): readonly FeatureValue[] {
  const region = regionOf(volume, mask);
  const values = families.flatMap(({ evaluate }) => evaluate(region, settings));
  return featureColumns.map((identity, c) => {
    const value = values[c];
    // A hole in a definition must stop here and not end up as an empty cell of a table.
    if (!Number.isFinite(value)) throw new RangeError(`${identity.column} is ${value}`);
    return { ...identity, value };
  });
}

function family<Input>(
  name: string,
  perImage: boolean,
  features: readonly Feature<Input>[],
  prepare: (region: Region, settings: RadiomicsSettings) => Input,
): Family {
  const evaluate: Family['evaluate'] = (region, settings) => [
    ...computeFamily(features, prepare(region, settings)).values(),
  ];
  return { name, perImage, features, evaluate };
}
