import { meanOverMatrices } from '../texture/mean-over-matrices.ts';
import { pureNumber } from '../texture/pure-number.ts';
import type { SizeMatrix } from '../texture/size-matrix.ts';
import * as measure from '../texture/size-measures.ts';

/**
 * The 16 grey level run length features.
 *
 * Definitions: Zwanenburg et al., Image biomarker standardisation initiative, arXiv:1612.07003v11,
 * section 3.7 (family TP0I).
 */
export const glrlmFeatures = meanOverMatrices<SizeMatrix>([
  pureNumber('GrayLevelNonUniformity', 'R5YN', measure.greyNonUniformity),
  pureNumber('GrayLevelNonUniformityNormalized', 'OVBL', measure.greyNonUniformityNormalised),
  pureNumber('GrayLevelVariance', '8CE5', measure.greyVariance),
  pureNumber('HighGrayLevelRunEmphasis', 'G3QZ', measure.highGreyEmphasis),
  pureNumber('LongRunEmphasis', 'W4KF', measure.largeSizeEmphasis),
  pureNumber('LongRunHighGrayLevelEmphasis', '3KUM', measure.largeSizeHighGreyEmphasis),
  pureNumber('LongRunLowGrayLevelEmphasis', 'IVPO', measure.largeSizeLowGreyEmphasis),
  pureNumber('LowGrayLevelRunEmphasis', 'V3SW', measure.lowGreyEmphasis),
  { name: 'RunEntropy', ibsi: 'HJ9O', unit: 'bit', compute: measure.entropy },
  pureNumber('RunLengthNonUniformity', 'W92Y', measure.sizeNonUniformity),
  pureNumber('RunLengthNonUniformityNormalized', 'IC23', measure.sizeNonUniformityNormalised),
  pureNumber('RunPercentage', '9ZK5', measure.percentage),
  pureNumber('RunVariance', 'SXLW', measure.sizeVariance),
  pureNumber('ShortRunEmphasis', '22OV', measure.smallSizeEmphasis),
  pureNumber('ShortRunHighGrayLevelEmphasis', 'GD3A', measure.smallSizeHighGreyEmphasis),
  pureNumber('ShortRunLowGrayLevelEmphasis', 'HTZT', measure.smallSizeLowGreyEmphasis),
]);
