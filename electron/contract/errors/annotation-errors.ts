import type { SentencesOf } from './sentences-of.ts';

/** Failures of masks that are drawn, and of the models that propose them. */
export interface AnnotationErrors {
  'mask-empty': { readonly caseId: string };
  /** No voxel of the mask is left on the study's grid. */
  'mask-vanishes': { readonly spacingMm: number };
  'mask-missing': { readonly caseId: string };
  'mask-outside': { readonly caseId: string };
  'nothing-to-redo': { readonly direction: 'undo' | 'redo' };
  'draft-conflict': { readonly draftId: string; readonly expected: number; readonly got: number };
  'edit-malformed': { readonly draftId: string };
  /** A segmentation model or its card that cannot be used, and why. */
  'segmenter-unusable': { readonly file: string; readonly reason: string };
  'segmenter-name-taken': { readonly name: string };
  /** A segmentation model that failed on a case. */
  'segmenter-failed': { readonly name: string; readonly reason: string };
  /** A segmentation model that outlined nothing. */
  'segmenter-found-nothing': { readonly name: string };
}

export const annotationSentences: SentencesOf<AnnotationErrors> = {
  'mask-empty': () => 'The mask has no voxels. Draw the tumour first.',
  'mask-vanishes': ({ spacingMm }) =>
    `No voxel of the mask is left on a grid of ${spacingMm} mm. Draw the tumour as large as it is.`,
  'mask-missing': () => 'This case has no mask yet. Segment or draw the tumour first.',
  'mask-outside': () => 'The mask lies outside the image. Reopen the case and draw it again.',
  'nothing-to-redo': ({ direction }) => `There is nothing to ${direction}.`,
  'draft-conflict': () =>
    'This draft was changed in another window. It was read again; your last edit is not in it.',
  'edit-malformed': () => 'The edit could not be read and was not stored. Undo it and try again.',
  'segmenter-unusable': ({ file, reason }) =>
    `"${file}" cannot be used as a segmentation model: ${reason}. Nothing was stored.`,
  'segmenter-name-taken': ({ name }) =>
    `The library has another segmentation model named "${name}". Give this one another name in its card.`,
  'segmenter-failed': ({ name, reason }) =>
    `The model "${name}" could not outline the case: ${reason}. Its masks were not changed, and no other method was used instead.`,
  'segmenter-found-nothing': ({ name }) =>
    `The model "${name}" found no tumour in the case. Its masks were not changed; click the tumour, draw it, or choose another initial mask in the settings.`,
};
