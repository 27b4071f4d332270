import { meanOverMatrices } from '../texture/mean-over-matrices.ts';
import { pureNumber } from '../texture/pure-number.ts';
import type { SizeMatrix } from '../texture/size-matrix.ts';
import * as measure from '../texture/size-measures.ts';

/**
 * The 16 grey level size zone features.
 *
 * Definitions: Zwanenburg et al., Image biomarker standardisation initiative, arXiv:1612.07003v11,
 * section 3.8 (family 9SAK).
 */
export const glszmFeatures = meanOverMatrices<SizeMatrix>([
  pureNumber('GrayLevelNonUniformity', 'JNSA', measure.greyNonUniformity),
  pureNumber('GrayLevelNonUniformityNormalized', 'Y1RO', measure.greyNonUniformityNormalised),
  pureNumber('GrayLevelVariance', 'BYLV', measure.greyVariance),
  pureNumber('HighGrayLevelZoneEmphasis', '5GN9', measure.highGreyEmphasis),
  pureNumber('LargeAreaEmphasis', '48P8', measure.largeSizeEmphasis),
  pureNumber('LargeAreaHighGrayLevelEmphasis', 'J17V', measure.largeSizeHighGreyEmphasis),
  pureNumber('LargeAreaLowGrayLevelEmphasis', 'YH51', measure.largeSizeLowGreyEmphasis),
  pureNumber('LowGrayLevelZoneEmphasis', 'XMSY', measure.lowGreyEmphasis),
  pureNumber('SizeZoneNonUniformity', '4JP3', measure.sizeNonUniformity),
  pureNumber('SizeZoneNonUniformityNormalized', 'VB3A', measure.sizeNonUniformityNormalised),
  pureNumber('SmallAreaEmphasis', '5QRC', measure.smallSizeEmphasis),
  pureNumber('SmallAreaHighGrayLevelEmphasis', 'HW1V', measure.smallSizeHighGreyEmphasis),
  pureNumber('SmallAreaLowGrayLevelEmphasis', '5RAI', measure.smallSizeLowGreyEmphasis),
  { name: 'ZoneEntropy', ibsi: 'GU8N', unit: 'bit', compute: measure.entropy },
  pureNumber('ZonePercentage', 'P30P', measure.percentage),
  pureNumber('ZoneVariance', '3NSA', measure.sizeVariance),
]);
