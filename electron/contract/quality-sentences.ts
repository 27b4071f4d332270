import type { QualityFlag } from './procedures/risk.ts';

const qualitySentences: {
  readonly [C in QualityFlag['code']]: (facts: QualityFlag['facts']) => string;
} = {
  'slice-thickness': ({ thicknessMm }) =>
    `Slices are ${thicknessMm} mm thick; the study used at most 2 mm.`,
  'missing-slices': ({ count }) => `${count ?? 'Some'} slices are missing.`,
  'automatic-mask': ({ by }) =>
    `The outline is automatic${by === undefined ? '' : `, by the model "${by}"`}; no reader has corrected it.`,
  'not-sure-mask': () => 'The automatic outline is not sure. Correct it before you use the number.',
  'feature-out-of-range': ({ count, names }) =>
    `${count} of the ten features lie outside the training range: ${names}.`,
  'tumour-cropped': ({ extentMm }) =>
    `The tumour measures ${extentMm} mm and does not fit the network's 96 mm field.`,
  'contrast-unknown': () => 'It is not known whether contrast agent was given.',
  'gantry-tilt': () => 'The gantry was tilted.',
  'synthetic-model': () =>
    'The model was trained on synthetic cases; the number means nothing for a patient.',
};

/** The sentence for an input-quality flag on the risk page. */
export function describeQuality(quality: QualityFlag): string {
  return qualitySentences[quality.code](quality.facts);
}
