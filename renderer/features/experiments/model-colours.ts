import type { NetworkName } from '#contract/procedures/experiments.ts';

/** The same network has the same colour wherever it is drawn. */
export const networkColours: { readonly [N in NetworkName]: string } = {
  resnet18: 'var(--nw-chart-1)',
  resnet34: 'var(--nw-chart-2)',
  resnet50: 'var(--nw-chart-4)',
  densenet121: 'var(--nw-chart-5)',
  swin: 'var(--nw-chart-6)',
};
