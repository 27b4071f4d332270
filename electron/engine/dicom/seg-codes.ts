import type { KeywordDataset } from './part10.ts';

/** The codes that say what a segmentation of ours shows, and where they come from. */

function code(value: string, scheme: 'SCT' | 'DCM', meaning: string): KeywordDataset {
  return { CodeValue: value, CodingSchemeDesignator: scheme, CodeMeaning: meaning };
}

/** Context group 7150, segmentation property categories. */
export const morphologicallyAbnormal = code(
  '49755003',
  'SCT',
  'Morphologically Abnormal Structure',
);
/** Context group 7159, lesion segmentation types. */
export const primaryNeoplasm = code('86049000', 'SCT', 'Neoplasm, Primary');
export const lung = code('39607008', 'SCT', 'Lung');
/** Context group 7203, image derivations. */
export const segmentation = code('113076', 'DCM', 'Segmentation');
/** Context group 7202, purposes of a source image. */
export const sourceImage = code('121322', 'DCM', 'Source image for image processing operation');
