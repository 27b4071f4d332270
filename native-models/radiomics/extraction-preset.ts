import type { NamedFilter } from './filters/image-sets.ts';
import type { BinRule } from './texture/grey-levels.ts';
import type { Aggregation } from './texture/texture-settings.ts';

/** All features of a family, some, or all but some; always in the order of the family's table. */
export type FeatureChoice =
  'all' | { readonly only: readonly string[] } | { readonly except: readonly string[] };

/** What a preset says about a family. What it leaves out is as PyRadiomics has it. */
export interface FamilyChoice {
  readonly features: FeatureChoice;
  readonly aggregation?: Aggregation;
  readonly distances?: readonly number[];
  readonly dependenceTolerance?: number;
  /** Of the energies and their root alone; PyRadiomics' `voxelArrayShift`. */
  readonly intensityShift?: number | undefined;
}

export type FamilyName = 'shape' | 'firstorder' | 'glcm' | 'glrlm' | 'glszm' | 'gldm' | 'ngtdm';

/** The part of a preset that is about a region on its final grid. */
export interface ExtractionPreset {
  /** Open ends and absent rules are `null`. */
  readonly resegmentation: {
    readonly range: readonly [low: number | null, high: number | null] | null;
    readonly outlierSigmas: number | null;
  };
  readonly discretisation: BinRule;
  readonly images: readonly NamedFilter[];
  /** A family that is not named is not computed. */
  readonly families: { readonly [Name in FamilyName]?: FamilyChoice | undefined };
}

export function isChosen(choice: FeatureChoice, name: string): boolean {
  if (choice === 'all') return true;
  return 'only' in choice ? choice.only.includes(name) : !choice.except.includes(name);
}
