import { backboneOf, type BackboneName } from '../../architectures/backbone-size.ts';
import { fusions, type FusionName } from '../../architectures/fusion.ts';
import type { NetworkSpec } from '../../architectures/network.ts';
import { field, numberField, object, records, textField } from '../../graph/json-fields.ts';

/** What is written about a trained network beside its weights. */
export interface ModelCard {
  /** Version of this form. */
  readonly format: 1;
  readonly name: string;
  readonly intendedUse: string;
  readonly limits: readonly string[];
  readonly network: NetworkChoice;
  /** In the order in which the network reads them. */
  readonly radiomics: readonly RadiomicsScale[];
  readonly metrics: readonly { readonly name: string; readonly value: string }[];
  /** Settings of the run, its cases and the versions that made it, as the run has recorded them. */
  readonly training: Readonly<Record<string, unknown>>;
}

/** A network of the study, by the few numbers that give all its sizes. */
export interface NetworkChoice {
  readonly backbone: BackboneName;
  /** Channels as a share of the study's. */
  readonly width: number;
  /** Edge of the cubic image in voxels of 1 mm. */
  readonly inputSize: number;
  readonly fusion: FusionName;
  readonly auxiliary: boolean;
}

/** A radiomics feature and how it was scaled: (value - mean) / sd; 0 and 1 where it was not. */
export interface RadiomicsScale {
  readonly column: string;
  readonly mean: number;
  readonly sd: number;
}

const MAX_INPUT_SIZE = 256;

const backboneNames = [
  'resnet18',
  'resnet34',
  'resnet50',
  'densenet121',
  'swin',
] as const satisfies readonly BackboneName[];

export function networkSpecOf({ network, radiomics }: ModelCard): NetworkSpec {
  const { backbone, width, inputSize, fusion, auxiliary } = network;
  return {
    backbone: backboneOf(backbone, width, inputSize),
    fusion,
    radiomicsCount: radiomics.length,
    auxiliary,
  };
}

/** @throws RangeError naming the field that is missing or of another kind. */
export function parseModelCard(text: string): ModelCard {
  const card = object(parsedJson(text), 'the card');
  if (card['format'] !== 1) throw new RangeError('the card is of an unknown format');
  return {
    format: 1,
    name: textField(card, 'name'),
    intendedUse: textField(card, 'intendedUse'),
    limits: field(card, 'limits', isTexts),
    network: parseNetwork(object(card['network'], 'network')),
    radiomics: records(card, 'radiomics').map(parseScale),
    metrics: records(card, 'metrics').map((metric) => ({
      name: textField(metric, 'name'),
      value: textField(metric, 'value'),
    })),
    training: object(card['training'], 'training'),
  };
}

function parseNetwork(network: Readonly<Record<string, unknown>>): NetworkChoice {
  const inputSize = numberField(network, 'inputSize');
  if (!Number.isInteger(inputSize) || inputSize > MAX_INPUT_SIZE) {
    throw new RangeError(`an image of ${inputSize} voxels along an edge`);
  }
  return {
    backbone: field(network, 'backbone', isBackboneName),
    width: numberField(network, 'width'),
    inputSize,
    fusion: field(network, 'fusion', isFusionName),
    auxiliary: field(network, 'auxiliary', (value) => typeof value === 'boolean'),
  };
}

function parseScale(scale: Readonly<Record<string, unknown>>): RadiomicsScale {
  const sd = numberField(scale, 'sd');
  if (sd <= 0) throw new RangeError('a standard deviation is above 0');
  return { column: textField(scale, 'column'), mean: numberField(scale, 'mean'), sd };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RangeError('the card is no JSON', { cause });
  }
}

function isBackboneName(value: unknown): value is BackboneName {
  return backboneNames.some((name) => name === value);
}

function isFusionName(value: unknown): value is FusionName {
  return typeof value === 'string' && Object.hasOwn(fusions, value);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
