import { createHash } from 'node:crypto';
import { fusions, type FusionName } from '../architectures/fusion.ts';
import { field, numbers, numberField, object, records, textField } from '../graph/json-fields.ts';
import { parseSafetensors } from '../graph/safetensors.ts';
import type { Tensor } from '../graph/tensor-type.ts';
import type { RadiomicsInput, RiskModelCard } from './risk-model-card.ts';

/** A model that was read and checked. */
export interface RiskModel {
  readonly card: RiskModelCard;
  /** Weights of network and head by state-dict name, bootstrap heads and training means. */
  readonly weights: ReadonlyMap<string, Tensor>;
}

/**
 * Reads `card.json` and `weights.safetensors`.
 *
 * @throws RangeError when the card lacks a field, or the weights are not the ones it names.
 */
export function parseRiskModel(cardText: string, weightBytes: Uint8Array): RiskModel {
  const card = parseCard(JSON.parse(cardText));
  const sha256 = createHash('sha256').update(weightBytes).digest('hex');
  if (sha256 !== card.weightsSha256) throw new RangeError('the weights are not those of the card');
  return { card, weights: parseSafetensors(weightBytes).tensors };
}

function parseCard(value: unknown): RiskModelCard {
  const card = object(value, 'card');
  if (card['format'] !== 1) throw new RangeError('the card is of an unknown format');
  const cohort = object(card['cohort'], 'cohort');
  const probabilities = numbers(cohort, 'probabilities');
  const labels = numbers(cohort, 'labels');
  if (probabilities.length !== labels.length) throw new RangeError('cohort is not in pairs');
  const radiomics = object(card['radiomics'], 'radiomics');
  return {
    format: 1,
    id: textField(card, 'id'),
    name: textField(card, 'name'),
    label: textField(card, 'label'),
    demo: field(card, 'demo', (v) => typeof v === 'boolean'),
    intendedUse: textField(card, 'intendedUse'),
    description: textField(card, 'description'),
    limits: field(card, 'limits', isTexts),
    training: parseTraining(object(card['training'], 'training')),
    architecture: parseArchitecture(object(card['architecture'], 'architecture')),
    radiomics: {
      binWidth: numberField(radiomics, 'binWidth'),
      features: records(radiomics, 'features').map(parseFeature),
    },
    cohort: { probabilities, labels },
    metrics: records(card, 'metrics').map((metric) => ({
      name: textField(metric, 'name'),
      value: textField(metric, 'value'),
    })),
    parameters: numberField(card, 'parameters'),
    weightsSha256: textField(card, 'weightsSha256'),
  };
}

function parseTraining(training: Readonly<Record<string, unknown>>): RiskModelCard['training'] {
  return {
    description: textField(training, 'description'),
    n: numberField(training, 'n'),
    positives: numberField(training, 'positives'),
    generator: textField(training, 'generator'),
    generatorVersion: textField(training, 'generatorVersion'),
    random: textField(training, 'random'),
    seed: numberField(training, 'seed'),
  };
}

function parseArchitecture(
  architecture: Readonly<Record<string, unknown>>,
): RiskModelCard['architecture'] {
  return {
    network: field(architecture, 'network', (v) => v === 'resnet3d-basic'),
    blocks: fourNumbers(architecture, 'blocks'),
    widths: fourNumbers(architecture, 'widths'),
    fusion: field(architecture, 'fusion', isFusionName),
  };
}

function parseFeature(feature: Readonly<Record<string, unknown>>): RadiomicsInput {
  const quantiles = numbers(feature, 'quantiles');
  if (quantiles.length < 2) throw new RangeError('a feature needs at least two quantiles');
  return {
    column: textField(feature, 'column'),
    mean: numberField(feature, 'mean'),
    sd: numberField(feature, 'sd'),
    quantiles,
  };
}

function fourNumbers(
  from: Readonly<Record<string, unknown>>,
  key: string,
): [number, number, number, number] {
  const [a, b, c, d, ...rest] = numbers(from, key);
  if (d === undefined || rest.length > 0) throw new RangeError(`${key} needs four numbers`);
  return [a, b, c, d];
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isFusionName(value: unknown): value is FusionName {
  return typeof value === 'string' && Object.hasOwn(fusions, value);
}
