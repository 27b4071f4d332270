import type { CheckedValue, IbsiPart } from '#contract/procedures/verification.ts';
import type { ReferenceValue } from '#native/radiomics/ibsi/reference-values.ts';
import type { Verdict } from '#native/radiomics/ibsi/texture-conformance.ts';

/** A piece of the verification: small enough to show progress by, run when its turn comes. */
export interface Check {
  /** What is computed, for the line beside the progress. */
  readonly name: string;
  readonly run: () => Promise<readonly CheckedValue[]>;
}

export function checkedValue(
  part: IbsiPart,
  { reference, column, value, outcome }: Verdict,
): CheckedValue {
  const { configuration, family, feature, ibsi, aggregation, tolerance } = reference;
  return {
    ...{ part, configuration, family, feature, ibsi, aggregation },
    column: column ?? null,
    value: outcome === 'not implemented' ? null : value,
    reference: reference.value,
    tolerance,
    outcome,
    voxels: null,
  };
}

/** References of a configuration that the program does not know: told, not dropped. */
export function notImplemented(
  part: IbsiPart,
  references: readonly ReferenceValue[],
): readonly CheckedValue[] {
  return references.map((reference) =>
    checkedValue(part, {
      reference,
      column: undefined,
      value: NaN,
      outcome: 'not implemented',
    }),
  );
}
