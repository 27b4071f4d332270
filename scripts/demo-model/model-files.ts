import { createHash } from 'node:crypto';
import type { FusionHead, LinearHead } from '#native/estimators/fusion-head.ts';
import { encodeSafetensors } from '#native/graph/safetensors.ts';
import { elementCount, tensor, type Tensor } from '#native/graph/tensor-type.ts';
import { percentileOfSorted } from '#native/numeric/descriptive.ts';
import { columnOf, type Matrix } from '#native/numeric/matrix.ts';
import { featureColumns } from '#native/radiomics/registry.ts';
import type { RadiomicsInput, RiskModelCard } from '#native/runtime/risk-model-card.ts';

/** Percentiles stored per feature: 0, 5, 10, … 100. */
const QUANTILE_STEPS = 20;

/** `weights.safetensors`: network, head, refitted heads and the training mean of its features. */
export function weightFile(
  network: ReadonlyMap<string, Tensor>,
  head: FusionHead,
  bootstrap: readonly LinearHead[],
): Uint8Array {
  const { weights, bias } = head;
  const width = weights.length;
  const tensors = new Map(network);
  // Two rows of opposite sign: their difference is the log-odds.
  const rows = [...weights.map((w) => -w / 2), ...weights.map((w) => w / 2)];
  tensors.set('fc.weight', tensor([2, width], Float32Array.from(rows)));
  tensors.set('fc.bias', tensor([2], Float32Array.of(-bias / 2, bias / 2)));
  tensors.set(
    'bootstrap.weight',
    tensor([bootstrap.length, width], Float32Array.from(bootstrap.flatMap((b) => [...b.weights]))),
  );
  const biases = Float32Array.from(bootstrap, (refit) => refit.bias);
  tensors.set('bootstrap.bias', tensor([bootstrap.length], biases));
  const means = Float32Array.from(head.networkScaler.mean);
  tensors.set('training.features.mean', tensor([means.length], means));
  return encodeSafetensors({ tensors, metadata: { format: 'nodewise risk model 1' } });
}

/** The radiomics features of a head with their distribution over the training cases. */
export function headInputs(head: FusionHead, radiomics: Matrix): RadiomicsInput[] {
  return head.columns.map((column, i) => {
    const sorted = columnOf(radiomics, column).sort();
    return {
      column: featureColumns[column].column,
      mean: head.radiomicsScaler.mean[i],
      sd: head.radiomicsScaler.sd[i],
      quantiles: Array.from({ length: QUANTILE_STEPS + 1 }, (_, step) =>
        percentileOfSorted(sorted, (100 * step) / QUANTILE_STEPS),
      ),
    };
  });
}

/** Out-of-fold probabilities in ascending order with their labels. */
export function cohortOf(probabilities: Float64Array, labels: Int8Array): RiskModelCard['cohort'] {
  const order = [...labels.keys()].sort((a, b) => probabilities[a] - probabilities[b] || a - b);
  return {
    probabilities: order.map((row) => Math.round(probabilities[row] * 1e6) / 1e6),
    labels: order.map((row) => labels[row]),
  };
}

/** Numbers that a prediction uses: network and head, without the refitted heads. */
export function parameterCount(network: ReadonlyMap<string, Tensor>, head: FusionHead): number {
  const inNetwork = [...network.values()].reduce((sum, { shape }) => sum + elementCount(shape), 0);
  return inNetwork + 2 * (head.weights.length + 1);
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
