import type {
  LeftOutReason,
  NetworkName,
  Run,
  RunSettings,
} from '#contract/procedures/experiments.ts';

/** A choice in words: its name, and one sentence that says what it means. */
export interface Words {
  readonly name: string;
  readonly meaning: string;
}

export const networkWords: { readonly [N in NetworkName]: string } = {
  resnet18: 'ResNet-18',
  resnet34: 'ResNet-34',
  resnet50: 'ResNet-50',
  densenet121: 'DenseNet-121',
  swin: 'Swin Transformer',
};

export const fusionWords: { readonly [F in RunSettings['fusion']]: Words } = {
  none: { name: 'none', meaning: 'The network sees the images alone: deep learning only.' },
  concat: {
    name: 'concat',
    meaning: 'The ten radiomics features stand beside the network’s features; the study’s best.',
  },
  'concat*': {
    name: 'concat*',
    meaning: 'A learned layer widens the radiomics to the network’s length; then side by side.',
  },
  'add*': {
    name: 'add*',
    meaning: 'A learned layer widens the radiomics; then it is added to the network’s features.',
  },
  'learnable-add*': {
    name: 'learnable-add*',
    meaning: 'As add*, and the network learns how much either side counts.',
  },
};

export const radiomicsWords: { readonly [R in RunSettings['radiomics']]: Words } = {
  'z-score': {
    name: 'z-scores',
    meaning: 'Each feature is centred and scaled by the training cases.',
  },
  raw: { name: 'raw values', meaning: 'As measured; a feature with large numbers counts most.' },
};

export const normalisationWords: { readonly [N in RunSettings['normalisation']]: Words } = {
  batch: {
    name: 'Whole batch',
    meaning: 'Statistics of all images of a batch at once, as in the study; needs the most memory.',
  },
  'two-pass': {
    name: 'Two passes',
    meaning:
      'The same result, computed one image at a time, layer by layer and back: far less memory, about a third more time.',
  },
  frozen: {
    name: 'Frozen',
    meaning: 'The statistics of the start weights stay; for fine-tuning pretrained weights.',
  },
};

export const learnsWords: { readonly [L in RunSettings['learns']]: Words } = {
  all: { name: 'All layers', meaning: 'Every weight learns, as in the study.' },
  'last-stage': {
    name: 'Last stage and heads',
    meaning: 'What comes before is computed once and kept, so that a step takes seconds.',
  },
  heads: {
    name: 'Heads alone',
    meaning: 'The network only describes the images; the layers that judge them learn.',
  },
};

export const setWords = {
  training: 'Training',
  validation: 'Internal validation',
  'test-1': 'Test 1, hospital 5',
  'test-2': 'Test 2, hospital 6',
} as const;

export const shortSetWords = {
  training: 'Training',
  validation: 'Internal',
  'test-1': 'Test 1',
  'test-2': 'Test 2',
} as const;

/** Why cases of the library are in no set; follows their number. */
export const leftOutWords: { readonly [R in LeftOutReason]: string } = {
  'no-outcome': 'without pN',
  'no-hospital': 'without a hospital',
  'other-hospital': 'of other hospitals',
  'no-mask': 'without a mask',
  'further-scan': 'further scans of a patient',
  'not-in-cohort': 'not in the cohort',
  'no-ct': 'no longer in the library',
};

/** Said wherever the AUC of the internal validation set is shown. */
export const optimism =
  'Internal validation selected the epoch, so its AUC is optimistic; the test sets took no part in training, selection or scaling.';

/** Said wherever numbers of the synthetic demo study are shown. */
export const synthetic =
  'Demo: trained and tested on synthetic cases. These numbers mean nothing for patients.';

/** Network and fusion of a run, as the list shows them. */
export function architectureOf({ settings }: Pick<Run, 'settings'>): string {
  const { network, fusion } = settings;
  return `${networkWords[network]}, ${fusion === 'none' ? 'images alone' : fusionWords[fusion].name}`;
}
