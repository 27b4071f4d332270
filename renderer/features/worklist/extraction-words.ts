import type { WireError } from '#contract/errors.ts';
import type { Extraction } from '#contract/procedures/feature-cohort.ts';
import { describeError } from '#contract/sentences.ts';

type Outcome = Pick<Extraction, 'computed' | 'skipped' | 'failed'>;

/** How an extraction ended: "12 cases computed, 3 skipped, 1 failed". */
export function extractionSummary({ computed, skipped, failed }: Outcome): string {
  const parts = [
    `${computed} ${computed === 1 ? 'case' : 'cases'} computed`,
    ...(skipped > 0 ? [`${skipped} skipped because their features are up to date`] : []),
    ...(failed.length > 0 ? [`${failed.length} failed`] : []),
  ];
  return `Features: ${parts.join(', ')}.`;
}

/** Cases and reasons that are named; what is more is counted, as a notice has little room. */
const named = 4;

/** Why cases failed, cases of one reason on one line: "P-0004, P-0007: This case has …". */
export function failureReasons({ failed }: Outcome): readonly string[] {
  const byReason = Map.groupBy(failed, ({ error }) => describeError(error as WireError));
  const lines = [...byReason].map(([reason, cases]) => {
    const names = cases.map(({ code, caseId }) => code ?? caseId);
    return `${firstNamed(names)}: ${reason}`;
  });
  return lines.length > named
    ? [...lines.slice(0, named), `and ${lines.length - named} more reasons`]
    : lines;
}

function firstNamed(names: readonly string[]): string {
  const first = names.slice(0, named).join(', ');
  const more = names.length - named;
  return more > 0 ? `${first} and ${more} more` : first;
}
