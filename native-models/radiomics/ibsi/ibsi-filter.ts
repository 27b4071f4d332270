import {
  ibsiLaplacianOfGaussian,
  meanFilter,
  type LaplacianSettings,
  type MeanSettings,
} from '../filters/ibsi-convolution.ts';
import type { ImageFilter } from '../filters/image-filter.ts';
import { lawsFilter, type LawsSettings } from '../filters/laws.ts';
import { original } from '../filters/pointwise.ts';
import { separableWavelet, type SeparableWavelet } from '../filters/separable-wavelet.ts';

/** A filter of IBSI 2 with all its parameters, as plain data. */
export type IbsiFilter =
  | { readonly kind: 'none' }
  | ({ readonly kind: 'mean' } & MeanSettings)
  | ({ readonly kind: 'laplacian-of-gaussian' } & LaplacianSettings)
  | ({ readonly kind: 'laws' } & LawsSettings)
  | ({ readonly kind: 'separable-wavelet' } & SeparableWavelet);

export function imageFilterOf(filter: IbsiFilter): ImageFilter {
  switch (filter.kind) {
    case 'none':
      return original;
    case 'mean':
      return meanFilter(filter);
    case 'laplacian-of-gaussian':
      return ibsiLaplacianOfGaussian(filter);
    case 'laws':
      return lawsFilter(filter);
    case 'separable-wavelet':
      return separableWavelet(filter);
  }
}

/** IBSI's permanent identifiers of the filters that exist here. */
export const filterCodes: { readonly [K in IbsiFilter['kind']]: string } = {
  none: '',
  mean: 'S60F',
  'laplacian-of-gaussian': 'L6PA',
  laws: 'JTXT',
  'separable-wavelet': '25BO',
};
