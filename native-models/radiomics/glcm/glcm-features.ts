import { meanOverMatrices } from '../texture/mean-over-matrices.ts';
import { pureNumber } from '../texture/pure-number.ts';
import { entropy, sumOfCells, type CoOccurrence } from './co-occurrence.ts';
import { maximalCorrelation } from './maximal-correlation.ts';

/**
 * The 24 grey level co-occurrence features.
 *
 * Definitions: Zwanenburg et al., Image biomarker standardisation initiative, arXiv:1612.07003v11,
 * section 3.6 (family LFYI); the one without a code: PyRadiomics documentation, "Gray Level
 * Co-occurrence Matrix Features". IBSI's dissimilarity and sum variance equal DifferenceAverage and
 * ClusterTendency.
 *
 * One grey level in a matrix gives 0/0 in three features, which are then as in PyRadiomics:
 * correlation is 1, Imc1 is 0, and MCC is 1 only where the whole region has no other level.
 */
export const glcmFeatures = meanOverMatrices<CoOccurrence>([
  pureNumber('Autocorrelation', 'QWB0', autocorrelation),
  pureNumber('ClusterProminence', 'AE86', (m) => clusterMoment(m, 4)),
  pureNumber('ClusterShade', '7NFM', (m) => clusterMoment(m, 3)),
  pureNumber('ClusterTendency', 'DG8W', clusterTendency),
  pureNumber('Contrast', 'ACUI', contrast),
  pureNumber('Correlation', 'NI2N', correlation),
  pureNumber('DifferenceAverage', 'TF7R', differenceAverage),
  { name: 'DifferenceEntropy', ibsi: 'NTRS', unit: 'bit', compute: (m) => entropy(m.differences) },
  pureNumber('DifferenceVariance', 'D3YU', differenceVariance),
  pureNumber('Id', 'IB1Z', ({ differences }) => expected(differences, (k) => 1 / (1 + k))),
  pureNumber('Idm', 'WF0Z', ({ differences }) => expected(differences, (k) => 1 / (1 + k * k))),
  pureNumber('Idmn', '1QCO', inverseDifferenceMomentNormalised),
  pureNumber('Idn', 'NDRX', inverseDifferenceNormalised),
  pureNumber('Imc1', 'R8DG', informationalCorrelation1),
  pureNumber('Imc2', 'JN9H', informationalCorrelation2),
  pureNumber('InverseVariance', 'E8JP', inverseVariance),
  pureNumber('JointAverage', '60VM', ({ mean }) => mean),
  pureNumber('JointEnergy', '8ZQL', (m) => sumOfCells(m, (p) => p * p)),
  { name: 'JointEntropy', ibsi: 'TU9B', unit: 'bit', compute: (m) => m.jointEntropy },
  pureNumber('MCC', null, maximalCorrelation),
  pureNumber('MaximumProbability', 'GYBY', ({ p }) => p.reduce((a, b) => Math.max(a, b), 0)),
  pureNumber('SumAverage', 'ZGXS', ({ sums }) => expected(sums, (k) => k)),
  { name: 'SumEntropy', ibsi: 'P6QZ', unit: 'bit', compute: (m) => entropy(m.sums) },
  pureNumber('SumSquares', 'UR99', jointVariance),
]);

/** The mean of i·j, with 4ij = (i + j)² - (i - j)². */
function autocorrelation({ sums, differences }: CoOccurrence): number {
  return (expected(sums, (k) => k * k) - expected(differences, (k) => k * k)) / 4;
}

function clusterMoment({ sums, mean }: CoOccurrence, order: number): number {
  return expected(sums, (k) => (k - 2 * mean) ** order);
}

function clusterTendency(matrix: CoOccurrence): number {
  return clusterMoment(matrix, 2);
}

function contrast({ differences }: CoOccurrence): number {
  return expected(differences, (k) => k * k);
}

function jointVariance({ greyLevels, marginal, mean }: CoOccurrence): number {
  return marginal.reduce((sum, share, rank) => sum + share * (greyLevels[rank] - mean) ** 2, 0);
}

/** Cluster tendency is 2 var + 2 cov and contrast 2 var - 2 cov, the matrix being symmetric. */
function correlation(matrix: CoOccurrence): number {
  const variance = jointVariance(matrix);
  return variance === 0 ? 1 : (clusterTendency(matrix) - contrast(matrix)) / (4 * variance);
}

function differenceAverage({ differences }: CoOccurrence): number {
  return expected(differences, (k) => k);
}

function differenceVariance(matrix: CoOccurrence): number {
  const average = differenceAverage(matrix);
  return expected(matrix.differences, (k) => (k - average) ** 2);
}

/** `differences` has one entry per possible difference: as many as there are grey levels. */
function inverseDifferenceNormalised({ differences }: CoOccurrence): number {
  return expected(differences, (k) => 1 / (1 + k / differences.length));
}

function inverseDifferenceMomentNormalised({ differences }: CoOccurrence): number {
  return expected(differences, (k) => 1 / (1 + (k / differences.length) ** 2));
}

function inverseVariance({ differences }: CoOccurrence): number {
  return expected(differences, (k) => (k === 0 ? 0 : 1 / (k * k)));
}

/** IBSI's HXY1 and HXY2 are both twice the marginal's entropy, the matrix being symmetric. */
function informationalCorrelation1({ jointEntropy, marginalEntropy }: CoOccurrence): number {
  return marginalEntropy === 0 ? 0 : (jointEntropy - 2 * marginalEntropy) / marginalEntropy;
}

function informationalCorrelation2({ jointEntropy, marginalEntropy }: CoOccurrence): number {
  const information = 2 * marginalEntropy - jointEntropy;
  // Of independent levels nothing but rounding is left, which may lie below zero.
  return Math.sqrt(1 - Math.exp(-2 * Math.max(0, information)));
}

/** Mean of a value that has probability p[k] to be value(k). */
function expected(p: Float64Array, value: (k: number) => number): number {
  let sum = 0;
  for (let k = 0; k < p.length; k += 1) if (p[k] > 0) sum += p[k] * value(k);
  return sum;
}
