import { meanOverMatrices } from '../texture/mean-over-matrices.ts';
import { pureNumber } from '../texture/pure-number.ts';
import type { SizeMatrix } from '../texture/size-matrix.ts';
import * as measure from '../texture/size-measures.ts';

/**
 * The 14 grey level dependence features.
 *
 * Definitions: Zwanenburg et al., Image biomarker standardisation initiative, arXiv:1612.07003v11,
 * section 3.11 (family REK0, there "neighbouring grey level dependence").
 */
export const gldmFeatures = meanOverMatrices<SizeMatrix>([
  { name: 'DependenceEntropy', ibsi: 'FCBV', unit: 'bit', compute: measure.entropy },
  pureNumber('DependenceNonUniformity', 'Z87G', measure.sizeNonUniformity),
  pureNumber('DependenceNonUniformityNormalized', 'OKJI', measure.sizeNonUniformityNormalised),
  pureNumber('DependenceVariance', 'DNX2', measure.sizeVariance),
  pureNumber('GrayLevelNonUniformity', 'FP8K', measure.greyNonUniformity),
  pureNumber('GrayLevelVariance', '1PFV', measure.greyVariance),
  pureNumber('HighGrayLevelEmphasis', 'OAE7', measure.highGreyEmphasis),
  pureNumber('LargeDependenceEmphasis', 'IMOQ', measure.largeSizeEmphasis),
  pureNumber('LargeDependenceHighGrayLevelEmphasis', '9QMG', measure.largeSizeHighGreyEmphasis),
  pureNumber('LargeDependenceLowGrayLevelEmphasis', 'NBZI', measure.largeSizeLowGreyEmphasis),
  pureNumber('LowGrayLevelEmphasis', 'TL9H', measure.lowGreyEmphasis),
  pureNumber('SmallDependenceEmphasis', 'SODN', measure.smallSizeEmphasis),
  pureNumber('SmallDependenceHighGrayLevelEmphasis', 'JA6D', measure.smallSizeHighGreyEmphasis),
  pureNumber('SmallDependenceLowGrayLevelEmphasis', 'EQ3F', measure.smallSizeLowGreyEmphasis),
]);
