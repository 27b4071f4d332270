import { createHash } from 'node:crypto';
import { canonicalJson } from '#engine/store/canonical-json.ts';
import { defaultRadiomicsSettings } from '#native/radiomics/settings.ts';

/** A named choice of features and of everything that changes their values. */
export interface FeaturePreset {
  readonly name: string;
  readonly settings: {
    readonly spacingMm: number;
    readonly orientation: 'RAS';
    readonly imageInterpolation: 'linear';
    readonly maskInterpolation: 'nearest';
    readonly binWidth: number;
  };
}

/** Shape and first-order features of the original image on the study's 1 mm grid. */
export const originalPreset: FeaturePreset = {
  name: 'original-shape-firstorder',
  settings: {
    spacingMm: 1,
    orientation: 'RAS',
    imageInterpolation: 'linear',
    maskInterpolation: 'nearest',
    binWidth: defaultRadiomicsSettings.binWidth,
  },
};

/** SHA-256 of the preset: equal values are only to be expected under an equal hash. */
export function settingsHash(preset: FeaturePreset): string {
  return createHash('sha256').update(canonicalJson(preset)).digest('hex');
}
