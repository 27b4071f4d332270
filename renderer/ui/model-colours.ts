import type { ScoredModel } from '#contract/procedures/evaluation.ts';
import type { NetworkName } from '#contract/procedures/experiments.ts';

/** The same network has the same colour wherever it is drawn. */
export const networkColours: { readonly [N in NetworkName]: string } = {
  resnet18: 'var(--nw-chart-1)',
  resnet34: 'var(--nw-chart-2)',
  resnet50: 'var(--nw-chart-4)',
  densenet121: 'var(--nw-chart-5)',
  swin: 'var(--nw-chart-6)',
};

/** The network that stands in a row of Table 2. */
const networkOfRow: { readonly [P in NonNullable<ScoredModel['table2']>]: NetworkName } = {
  'ResNet-18': 'resnet18',
  'ResNet-18 pretrained': 'resnet18',
  'ResNet-34': 'resnet34',
  'ResNet-34 pretrained': 'resnet34',
  'ResNet-50': 'resnet50',
  'ResNet-50 pretrained': 'resnet50',
  'DenseNet-121': 'densenet121',
  'Swin Transformer': 'swin',
  'Swin Transformer pretrained': 'swin',
};

/** The colour of a model by its place in the study's tables; what has none is grey. */
export function modelColour({ table2, table3 }: Pick<ScoredModel, 'table2' | 'table3'>): string {
  if (table2 !== null) return networkColours[networkOfRow[table2]];
  if (table3 === 'Radiomics') return 'var(--nw-chart-7)';
  // The fusions of Table 3 are all of this network.
  return table3 === null ? 'var(--nw-chart-3)' : networkColours.resnet18;
}
