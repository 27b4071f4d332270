/** Unit of a feature's value. `1` marks a pure number. */
export type FeatureUnit = '1' | 'mm' | 'mm2' | 'mm3' | '1/mm' | 'HU' | 'HU2' | 'HU2.mm3' | 'bit';

/** One radiomics feature: its identity and the pure function that computes it. */
export interface Feature<Input> {
  /** PyRadiomics' name; the last part of the column. */
  readonly name: string;
  /**
   * IBSI permanent identifier, or `null` for features outside IBSI. Where IBSI and PyRadiomics
   * define one name differently, a feature that carries a code follows IBSI.
   */
  readonly ibsi: string | null;
  readonly unit: FeatureUnit;
  readonly compute: (input: Input) => number;
}

/** Evaluates a family in table order; the table is the only list of its names. */
export function computeFamily<Input>(
  family: readonly Feature<Input>[],
  input: Input,
): ReadonlyMap<string, number> {
  return new Map(family.map((feature) => [feature.name, feature.compute(input)]));
}
