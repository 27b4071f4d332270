import type { GridSettings } from '../grid/prepare-region.ts';
import type { Resegmentation } from '../grid/resegment.ts';
import type { BinRule } from '../texture/grey-levels.ts';

/** How IBSI 1 processes its CT phantom before it computes features. */
export interface CtConfiguration {
  readonly letter: 'A' | 'B' | 'C' | 'D' | 'E';
  readonly grid: GridSettings;
  readonly resegmentation: Resegmentation;
  readonly bins: BinRule;
}

const ownGrid: GridSettings = {
  image: 'linear',
  mask: 'linear',
  maskThreshold: 0.5,
  rounded: true,
};

const cubic2mm: GridSettings = { ...ownGrid, spacingMm: [2, 2, 2] };

/**
 * The five configurations; A and B look at slices, the others at the volume.
 *
 * Source: Zwanenburg et al., Image biomarker standardisation initiative, arXiv:1612.07003v11,
 * chapter 5.
 */
export const ctConfigurations: readonly CtConfiguration[] = [
  {
    letter: 'A',
    grid: ownGrid,
    resegmentation: { range: [-500, 400] },
    bins: { kind: 'fixed-width', width: 25, origin: -500 },
  },
  {
    letter: 'B',
    // Slices of the phantom are 3 mm apart and stay so.
    grid: { ...ownGrid, spacingMm: [2, 2, 3] },
    resegmentation: { range: [-500, 400] },
    bins: { kind: 'fixed-number', count: 32 },
  },
  {
    letter: 'C',
    grid: cubic2mm,
    resegmentation: { range: [-1000, 400] },
    bins: { kind: 'fixed-width', width: 25, origin: -1000 },
  },
  {
    letter: 'D',
    grid: cubic2mm,
    resegmentation: { outlierSigmas: 3 },
    bins: { kind: 'fixed-number', count: 32 },
  },
  {
    letter: 'E',
    grid: { ...cubic2mm, image: 'cubic' },
    resegmentation: { range: [-1000, 400], outlierSigmas: 3 },
    bins: { kind: 'fixed-number', count: 32 },
  },
];
