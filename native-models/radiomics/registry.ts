import type { Mask, Volume } from '../image/volume.ts';
import { extractPreset } from './extract-preset.ts';
import { extractionColumns, type FeatureIdentity } from './extraction-columns.ts';
import type { ExtractionPreset } from './extraction-preset.ts';
import { defaultRadiomicsSettings, type RadiomicsSettings } from './settings.ts';

/** One value of one feature of one image, as it is stored and exported. */
export interface FeatureValue extends FeatureIdentity {
  readonly value: number;
}

/** The columns of `extractFeatures` in order. */
export const featureColumns = extractionColumns(ofOriginal(defaultRadiomicsSettings));

/**
 * Shape and first-order features of the image itself, which the demo model reads, in the order of
 * `featureColumns`. Equal to the columns of the same names of every preset with this bin width.
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
  const { columns, values } = extractPreset(volume, mask, ofOriginal(settings));
  return columns.map((identity, c) => ({ ...identity, value: values[c] }));
}

function ofOriginal({ binWidth }: RadiomicsSettings): ExtractionPreset {
  return {
    resegmentation: { range: null, outlierSigmas: null },
    discretisation: { kind: 'fixed-width', width: binWidth, origin: 'multiple' },
    images: [{ image: 'original', spec: { filter: 'original' } }],
    families: { shape: { features: 'all' }, firstorder: { features: 'all' } },
  };
}
