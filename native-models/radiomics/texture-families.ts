import { computeFamily, type Feature } from './feature.ts';
import { coOccurrences } from './glcm/co-occurrence.ts';
import { glcmFeatures } from './glcm/glcm-features.ts';
import { dependences } from './gldm/dependences.ts';
import { gldmFeatures } from './gldm/gldm-features.ts';
import { glrlmFeatures } from './glrlm/glrlm-features.ts';
import { runLengths } from './glrlm/run-lengths.ts';
import { glszmFeatures } from './glszm/glszm-features.ts';
import { zoneSizes } from './glszm/zone-sizes.ts';
import { neighbourhoodDifferences } from './ngtdm/neighbourhood-differences.ts';
import { ngtdmFeatures } from './ngtdm/ngtdm-features.ts';
import type { TextureRegion } from './texture/texture-region.ts';
import type { TextureSettings } from './texture/texture-settings.ts';

export type TextureFamilyName = 'glcm' | 'glrlm' | 'glszm' | 'gldm' | 'ngtdm';

/** A texture family whatever its matrices are: names, and values in the order of the names. */
export interface TextureFamily {
  readonly name: TextureFamilyName;
  readonly features: readonly Omit<Feature<never>, 'compute'>[];
  /** @param wanted Features of other names are not computed; a few cost more than all others. */
  readonly evaluate: (
    region: TextureRegion,
    settings: TextureSettings,
    wanted?: (name: string) => boolean,
  ) => ReadonlyMap<string, number>;
}

/** The texture families in the order of the columns. */
export const textureFamilies: readonly TextureFamily[] = [
  family('glcm', glcmFeatures, coOccurrences),
  family('glrlm', glrlmFeatures, runLengths),
  family('glszm', glszmFeatures, zoneSizes),
  family('gldm', gldmFeatures, dependences),
  family('ngtdm', ngtdmFeatures, neighbourhoodDifferences),
];

function family<Input>(
  name: TextureFamilyName,
  features: readonly Feature<Input>[],
  prepare: (region: TextureRegion, settings: TextureSettings) => Input,
): TextureFamily {
  return {
    name,
    features,
    evaluate: (region, settings, wanted = () => true) =>
      computeFamily(
        features.filter((feature) => wanted(feature.name)),
        prepare(region, settings),
      ),
  };
}
