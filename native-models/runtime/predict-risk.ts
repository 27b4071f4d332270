import { sigmoid } from '../estimators/logistic-regression.ts';
import type { RunSession } from '../graph/run-session.ts';
import { tensor, type Tensor } from '../graph/tensor-type.ts';
import { isotropicCase, type IsotropicCase } from '../image/preprocess/isotropic-case.ts';
import { NETWORK_INPUT_SIZE, networkInput } from '../image/preprocess/network-input.ts';
import { radiomicsInput } from '../image/preprocess/radiomics-input.ts';
import type { Mask, Volume } from '../image/volume.ts';
import { rotatedCube } from '../learning/augmentation.ts';
import { mean, percentileOfSorted } from '../numeric/descriptive.ts';
import { dot } from '../numeric/matrix.ts';
import { extractFeatures, type FeatureValue } from '../radiomics/registry.ts';
import { shareBelow } from './cohort.ts';
import type { RiskModel } from './parse-risk-model.ts';
import type { RadiomicsInput } from './risk-model-card.ts';

export interface RiskInput {
  /** CT in HU as it was scanned, any orientation and spacing. */
  readonly volume: Volume;
  /** Lesion on the same grid. */
  readonly mask: Mask;
  readonly model: RiskModel;
  /** A session of `encodeRiskNetwork(model)`. */
  readonly runSession: RunSession;
  /**
   * Test-time averaging: the mean of the probabilities of the crop and of its turns by 90, 180 and
   * 270 degrees in the plane of the training's rotations. Four runs instead of one; off where absent.
   */
  readonly averageRotations?: boolean;
}

export interface RiskPrediction {
  /** Probability of pN+, 0 to 1. */
  readonly probability: number;
  /** 95 % percentile interval over heads refitted on bootstrap samples of the training cases. */
  readonly interval: readonly [lower: number, upper: number];
  /** What the head read, in its order. */
  readonly features: readonly FeatureContribution[];
  /** Change of the log-odds by the network's features against a training-average patient. */
  readonly networkContribution: number;
  /** The lesion does not fit into the network's 96 mm: some of it was not seen. */
  readonly tumourCropped: boolean;
}

export interface FeatureContribution {
  readonly column: string;
  readonly ibsi: string | null;
  readonly unit: string;
  readonly value: number;
  readonly zScore: number;
  /** Share of training cases with a smaller value, 0 to 1. */
  readonly percentile: number;
  /** Change of the log-odds against a training-average patient. */
  readonly contribution: number;
  readonly inTrainingRange: boolean;
}

/**
 * One patient's risk from image and mask.
 *
 * @throws RangeError when the mask is empty or vanishes at 1 mm, or the grids differ.
 */
export async function predictRisk(input: RiskInput): Promise<RiskPrediction> {
  const { card, weights } = input.model;
  const isotropic = isotropicCase(input.volume, input.mask);
  const { volume, mask } = radiomicsInput(isotropic);
  const extracted = extractFeatures(volume, mask, { binWidth: card.radiomics.binWidth });
  const used = card.radiomics.features.map((feature) => ({ feature, ...find(extracted, feature) }));
  const z = used.map(({ feature, value }) => (value - feature.mean) / feature.sd);

  const views = await seenBy(input, networkInput(isotropic), z);

  // The log-odds is the difference of both logits, so its weights are that of the head's two rows.
  const slopes = oddsWeights(required(weights, 'fc.weight'));
  const average = required(weights, 'training.features.mean').data;
  return {
    probability: mean(views.map(({ logOdds }) => sigmoid(logOdds))),
    interval: bootstrapInterval(
      weights,
      views.map(({ features }) => [...z, ...features]),
    ),
    features: used.map((entry, i) => contributionOf(entry, z[i], slopes[i])),
    networkContribution: mean(
      views.map(({ features }) => {
        const distance = features.map((value, i) => value - average[i]);
        return dot(slopes.subarray(z.length), distance);
      }),
    ),
    tumourCropped: isCropped(isotropic),
  };
}

/** What the network made of one view of the lesion. */
interface View {
  readonly features: Float32Array;
  readonly logOdds: number;
}

async function seenBy(
  { runSession, averageRotations = false }: RiskInput,
  crop: Float32Array,
  z: readonly number[],
): Promise<readonly View[]> {
  const n = NETWORK_INPUT_SIZE;
  const turns = averageRotations ? [0, 1, 2, 3] : [0];
  const views: View[] = [];
  for (const turn of turns) {
    const outputs = await runSession({
      x: tensor([1, 1, n, n, n], turn === 0 ? crop : rotatedCube(crop, n, turn)),
      radiomics: tensor([1, z.length], Float32Array.from(z)),
    });
    const [negative, positive] = required(outputs, 'logits').data;
    views.push({ features: required(outputs, 'features').data, logOdds: positive - negative });
  }
  return views;
}

function contributionOf(
  { feature, value, ibsi, unit }: FeatureValue & { readonly feature: RadiomicsInput },
  zScore: number,
  slope: number,
): FeatureContribution {
  const { column, quantiles } = feature;
  return {
    column,
    ibsi,
    unit,
    value,
    zScore,
    percentile: shareBelow(quantiles, value),
    contribution: slope * zScore,
    inTrainingRange: value >= quantiles[0] && value <= quantiles[quantiles.length - 1],
  };
}

function oddsWeights({ data, shape: [, columns] }: Tensor): Float64Array {
  return Float64Array.from({ length: columns }, (_, c) => data[columns + c] - data[c]);
}

/** @param fused What the head read, one row for each view; a refit's probability is their mean. */
function bootstrapInterval(
  weights: ReadonlyMap<string, Tensor>,
  fused: readonly (readonly number[])[],
): [number, number] {
  const heads = required(weights, 'bootstrap.weight');
  const biases = required(weights, 'bootstrap.bias').data;
  const [count, columns] = heads.shape;
  const probabilities = Float64Array.from({ length: count }, (_, b) => {
    const slopes = heads.data.subarray(b * columns, (b + 1) * columns);
    return mean(fused.map((row) => sigmoid(biases[b] + dot(slopes, row))));
  }).sort();
  return [percentileOfSorted(probabilities, 2.5), percentileOfSorted(probabilities, 97.5)];
}

function isCropped({ box: { lower, upper } }: IsotropicCase): boolean {
  return lower.some((low, axis) => upper[axis] - low + 1 > NETWORK_INPUT_SIZE);
}

function find(extracted: readonly FeatureValue[], { column }: RadiomicsInput): FeatureValue {
  const found = extracted.find((feature) => feature.column === column);
  if (!found) throw new RangeError(`the model reads ${column}, which is not computed`);
  return found;
}

function required(tensors: ReadonlyMap<string, Tensor>, name: string): Tensor {
  const found = tensors.get(name);
  if (!found) throw new RangeError(`the model has no tensor ${name}`);
  return found;
}
