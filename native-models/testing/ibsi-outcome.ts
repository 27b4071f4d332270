import type { Verdict } from '../radiomics/ibsi/texture-conformance.ts';
import { familyTables } from '../radiomics/extraction-columns.ts';

const claimed = new Set(
  familyTables.flatMap(({ features }) => features.flatMap(({ ibsi }) => ibsi ?? [])),
);

/** Prints how many references were met and returns those that must not be there. */
export function ibsiOutcome(
  title: string,
  verdicts: readonly Verdict[],
): { readonly failed: readonly Verdict[]; readonly passedOver: readonly Verdict[] } {
  const by = (outcome: Verdict['outcome']): readonly Verdict[] =>
    verdicts.filter((verdict) => verdict.outcome === outcome);
  const [passed, failed, left] = [by('passed'), by('failed'), by('not implemented')];
  console.info(
    `${title}: ${passed.length + failed.length} claimed, ${passed.length} passed, ` +
      `${failed.length} failed, ${left.length} not implemented`,
  );
  // What a table asks for is its own affair, but a feature that exists must not count as missing.
  return { failed, passedOver: left.filter(({ reference }) => claimed.has(reference.ibsi)) };
}
