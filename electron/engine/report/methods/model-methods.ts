import type { EvaluationResult } from '#contract/evaluation/result.ts';
import { counted, listed } from './sentences.ts';

/** How a model was made, as far as the program knows. */
export interface MethodsModel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'network' | 'radiomics' | 'clinical' | 'column';
  readonly settings: Readonly<Record<string, unknown>>;
}

/** What the models are and how they were made, as far as it is known. */
export function modelSentences(
  models: readonly MethodsModel[],
  { models: evaluated }: Pick<EvaluationResult, 'models'>,
): string[] {
  const told = evaluated.flatMap(({ id }) => models.filter((model) => model.id === id));
  const of = (kind: MethodsModel['kind']) => told.filter((model) => model.kind === kind);
  const synthetic = evaluated.filter((model) => model.synthetic).map(({ name }) => name);
  return [
    ...of('radiomics').map(radiomicsSentence),
    ...of('network').map(networkSentence),
    ...of('clinical').map(
      ({ name }) =>
        `${name} is a logistic regression of diameter, density and location, fitted on the training set.`,
    ),
    ...columnSentence(of('column')),
    ...(synthetic.length > 0
      ? [`Trained on synthetic patients, and without meaning for real ones: ${listed(synthetic)}.`]
      : []),
  ];
}

/** A sentence's part from the settings that are there; parts without their setting are left out. */
function parts(
  settings: MethodsModel['settings'],
  phrases: readonly (readonly [key: string, phrase: (value: string) => string])[],
): string[] {
  return phrases.flatMap(([key, phrase]) => {
    const value = settings[key];
    return typeof value === 'string' || typeof value === 'number' ? [phrase(String(value))] : [];
  });
}

function radiomicsSentence({ name, settings }: MethodsModel): string {
  const details = parts(settings, [
    ['featurePreset', (preset) => `features of the preset ${preset}`],
    ['count', (count) => `the ${count} of largest Gini importance in a decision tree`],
    ['cost', (cost) => `C = ${cost}`],
    ['gamma', (gamma) => `gamma ${gamma === 'scale' ? '1 / (features × variance)' : gamma}`],
    ['bootstraps', (n) => `stability of the selection over ${n} bootstraps`],
    ['seed', (seed) => `seed ${seed}`],
  ]);
  return `${name} is a support vector machine with a radial kernel on selected radiomics features, with probabilities by Platt scaling; selection and fit saw the training set alone${inParentheses(details)}.`;
}

const fusions: Readonly<Record<string, string>> = {
  none: 'without radiomics features',
  concat: 'concatenated with the radiomics features',
  'concat*': 'concatenated with the mapped radiomics features',
  'add*': 'with the mapped radiomics features added',
  'learnable-add*': 'with the mapped radiomics features added under learned weights',
};

const networks: Readonly<Record<string, string>> = {
  resnet18: 'ResNet-18',
  resnet34: 'ResNet-34',
  resnet50: 'ResNet-50',
  densenet121: 'DenseNet-121',
  swin: 'Swin Transformer',
};

function networkSentence({ name, settings }: MethodsModel): string {
  const start = settings.weightsId === null ? 'random' : 'pre-trained';
  const details = parts(settings, [
    ['epochs', (epochs) => counted(Number(epochs), 'epoch')],
    ['batch', (batch) => `batches of ${batch}`],
    ['learningRate', (rate) => `learning rate ${rate}`],
    ['seed', (seed) => `seed ${seed}`],
  ]);
  const network = networks[String(settings.network)] ?? 'network';
  const fusion = fusions[String(settings.fusion)];
  const made = [`a three-dimensional ${network}`, ...(fusion ? [fusion] : [])].join(' ');
  return `${name} is ${made}, trained from ${start} weights on the training set${inParentheses(details)}; the epoch with the largest AUC on internal validation was kept.`;
}

function inParentheses(details: readonly string[]): string {
  return details.length > 0 ? ` (${details.join(', ')})` : '';
}

function columnSentence(columns: readonly MethodsModel[]): string[] {
  if (columns.length === 0) return [];
  const names = listed(columns.map(({ name }) => name));
  return [`Scores were read from a table, which does not say how they were made: ${names}.`];
}
