import { computeFamily, type Feature } from '../feature.ts';
import { firstOrderFeatures } from '../first-order/first-order-features.ts';
import { intensities } from '../first-order/intensities.ts';
import type { Region } from '../region.ts';
import { shapeFeatures } from '../shape/shape-features.ts';
import { shapeMeasures } from '../shape/shape-measures.ts';
import type { BinRule } from '../texture/grey-levels.ts';
import { textureRegion } from '../texture/texture-region.ts';
import type { ReferenceValue } from './reference-values.ts';
import {
  textureConformance,
  textureFamilyNames,
  verdictOn,
  type ComputedValue,
  type Verdict,
} from './texture-conformance.ts';

/** What a configuration prepares: its two masks differ where it re-segments. */
export interface ConformanceInput {
  /** Of the morphological mask. */
  readonly shape: Region;
  /** Of the intensity mask. */
  readonly intensity: Region;
  readonly bins: BinRule;
}

/** Compares every feature that has an IBSI code with the references of one configuration. */
export function conformance(
  { shape, intensity, bins }: ConformanceInput,
  references: readonly ReferenceValue[],
): readonly Verdict[] {
  const plain = new Map([
    ...valuesByCode('shape', shapeFeatures, shapeMeasures(shape)),
    ...valuesByCode('firstorder', firstOrderFeatures, intensities(intensity, bins)),
  ]);
  return [
    ...references
      .filter(({ family }) => !textureFamilyNames.has(family))
      .map((reference) => verdictOn(reference, plain.get(reference.ibsi))),
    ...textureConformance(textureRegion(intensity, bins), references),
  ];
}

function valuesByCode<Input>(
  family: string,
  features: readonly Feature<Input>[],
  input: Input,
): [string, ComputedValue][] {
  const values = computeFamily(features, input);
  return features.flatMap(({ name, ibsi }): [string, ComputedValue][] =>
    ibsi === null ? [] : [[ibsi, { column: `${family}_${name}`, value: values.get(name) ?? NaN }]],
  );
}
