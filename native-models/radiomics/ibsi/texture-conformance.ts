import { textureFamilies } from '../texture-families.ts';
import type { TextureRegion } from '../texture/texture-region.ts';
import type { Aggregation } from '../texture/texture-settings.ts';
import { defaultTextureSettings } from '../texture/texture-settings.ts';
import { conforms, type ReferenceValue } from './reference-values.ts';

/** What became of one reference value. */
export interface Verdict {
  readonly reference: ReferenceValue;
  /** Column of the feature without its image, or `undefined` where no feature has the code. */
  readonly column: string | undefined;
  readonly value: number;
  readonly outcome: 'passed' | 'failed' | 'not implemented';
}

/** IBSI's texture families that exist here, by its names. */
export const textureFamilyNames: ReadonlySet<string> = new Set([
  'Co-occurrence matrix',
  'Run length matrix',
  'Size zone matrix',
  'Neighbouring grey level dependence matrix',
  'Neighbourhood grey tone difference matrix',
]);

/** IBSI's names of aggregations, and the setting that computes each. */
const aggregations: ReadonlyMap<string, Aggregation> = new Map([
  ...(
    [
      '2D, averaged',
      '2D, slice-merged',
      '2.5D, direction-merged',
      '2.5D, merged',
      '3D, averaged',
      '3D, merged',
    ] as const
  ).map((name): [string, Aggregation] => [name, name]),
  // Families without directions.
  ['2D', '2D, averaged'],
  ['2.5D', '2.5D, merged'],
  ['3D', '3D, merged'],
]);

/** Compares the texture features of a region with the references of its configuration. */
export function textureConformance(
  region: TextureRegion,
  references: readonly ReferenceValue[],
): readonly Verdict[] {
  const byAggregation = Map.groupBy(
    references.filter(({ family }) => textureFamilyNames.has(family)),
    (reference) => aggregations.get(reference.aggregation),
  );
  return [...byAggregation].flatMap(([aggregation, rows]) => {
    if (!aggregation) return rows.map((reference) => verdictOn(reference, undefined));
    const values = valuesByCode(region, aggregation);
    return rows.map((reference) => verdictOn(reference, values.get(reference.ibsi)));
  });
}

export interface ComputedValue {
  readonly column: string;
  readonly value: number;
}

function valuesByCode(
  region: TextureRegion,
  aggregation: Aggregation,
): ReadonlyMap<string, ComputedValue> {
  const settings = { ...defaultTextureSettings, aggregation };
  const entries = textureFamilies.flatMap(({ name: family, features, evaluate }) => {
    const values = evaluate(region, settings);
    return features.map(({ name, ibsi }): [string, ComputedValue] => [
      ibsi ?? name,
      { column: `${family}_${name}`, value: values.get(name) ?? NaN },
    ]);
  });
  return new Map(entries);
}

export function verdictOn(reference: ReferenceValue, computed: ComputedValue | undefined): Verdict {
  if (!computed) return { reference, column: undefined, value: NaN, outcome: 'not implemented' };
  const outcome = conforms(computed.value, reference) ? 'passed' : 'failed';
  return { reference, ...computed, outcome };
}
