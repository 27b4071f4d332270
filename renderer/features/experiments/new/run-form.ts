import { runSettings, type RunSettings } from '#contract/procedures/experiments.ts';
import { fusionWords, networkWords } from '../experiment-words.ts';

/** Settings that are typed as numbers. */
export type NumberField =
  'width' | 'inputSize' | 'epochs' | 'batch' | 'learningRate' | 'emaDecay' | 'seed' | 'earlyStop';

/** The form as it is typed: numbers are text until they are read. */
export type RunForm = Omit<RunSettings, NumberField> & { readonly [F in NumberField]: string };

interface NumberWords {
  readonly label: string;
  readonly hint: string;
  /** Said where the text is none of the allowed numbers. */
  readonly problem: string;
}

export const numberWords: { readonly [F in NumberField]: NumberWords } = {
  width: {
    label: 'Width',
    hint: 'Channels as a share of the study’s; 1 is the published network.',
    problem: 'Above 0, at most 1.',
  },
  inputSize: {
    label: 'Input edge, mm',
    hint: 'Cube around the tumour, one voxel a millimetre; 96 in the study.',
    problem: 'A whole number, 32 to 96.',
  },
  epochs: {
    label: 'Epochs',
    hint: 'Passes over the training cases; 100 in the study.',
    problem: 'A whole number, 1 to 1000.',
  },
  batch: {
    label: 'Batch, cases',
    hint: 'Cases of one step; 12 in the study, 6 for Swin.',
    problem: 'A whole number, 2 to 64.',
  },
  learningRate: {
    label: 'Learning rate',
    hint: 'Of the first epochs, then it falls; 1e-4 in the study.',
    problem: 'Above 0, such as 1e-4.',
  },
  emaDecay: {
    label: 'Averaged copy, decay',
    hint: 'How slowly the averaged copy follows the weights; 0.9997 in the study.',
    problem: '0 to 1.',
  },
  seed: {
    label: 'Seed',
    hint: 'Draws the sets, the start weights and the order; the same seed, the same numbers.',
    problem: 'A whole number from 0.',
  },
  earlyStop: {
    label: 'Stop early after, epochs',
    hint: 'Without a better internal-validation AUC; empty: never, as in the study.',
    problem: 'A whole number from 1, or empty.',
  },
};

export const numberFields = Object.keys(numberWords) as readonly NumberField[];

/** A form that shows these settings. */
export function formOf(settings: RunSettings): RunForm {
  return {
    ...settings,
    width: String(settings.width),
    inputSize: String(settings.inputSize),
    epochs: String(settings.epochs),
    batch: String(settings.batch),
    learningRate: numberText(settings.learningRate),
    emaDecay: String(settings.emaDecay),
    seed: String(settings.seed),
    earlyStop: settings.earlyStop === null ? '' : String(settings.earlyStop),
  };
}

export type Problems = Partial<Record<NumberField, string>>;

export type ReadForm =
  | { readonly ok: true; readonly settings: RunSettings }
  | { readonly ok: false; readonly problems: Problems };

/** The settings that a form means, or what is wrong with which field. */
export function settingsOf(form: RunForm): ReadForm {
  const numbers = Object.fromEntries(
    numberFields.map((field) => [field, readNumber(field, form[field])]),
  );
  const parsed = runSettings.safeParse({ ...form, ...numbers });
  if (parsed.success) return { ok: true, settings: parsed.data };
  const wrong = new Set(parsed.error.issues.map(({ path }) => path[0]));
  return {
    ok: false,
    problems: Object.fromEntries(
      numberFields
        .filter((field) => wrong.has(field))
        .map((field) => [field, numberWords[field].problem]),
    ),
  };
}

/** What a field means; null where its text is none of its numbers, or empty. */
export function numberOf(form: RunForm, field: NumberField): number | null {
  const parsed = runSettings.shape[field].safeParse(readNumber(field, form[field]));
  return parsed.success ? parsed.data : null;
}

/** What goes badly together, in sentences; none of it is forbidden. */
export function adviceOf(form: RunForm): readonly string[] {
  if (form.weightsId !== null) return [];
  return [
    ...(form.learns === 'all'
      ? []
      : ['What does not learn stays random: choose pretrained weights, or let all layers learn.']),
    ...(form.normalisation === 'frozen'
      ? ['Frozen statistics of random weights fit no image: choose pretrained weights.']
      : []),
  ];
}

/** A name that tells a run from the others of its experiment. */
export function runName(settings: RunSettings): string {
  const { network, fusion, weightsId } = settings;
  return [
    networkWords[network],
    weightsId === null ? 'scratch' : 'pretrained',
    fusion === 'none' ? 'no radiomics' : fusionWords[fusion].name,
  ].join(', ');
}

/** Empty text is no number; a decimal comma is one. */
function readNumber(field: NumberField, text: string): number | null {
  const typed = text.trim().replace(',', '.');
  if (typed === '') return field === 'earlyStop' ? null : Number.NaN;
  return Number(typed);
}

function numberText(value: number): string {
  return value < 1e-2 ? value.toExponential() : String(value);
}
