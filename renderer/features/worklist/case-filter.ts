import type { CaseStatus, CaseSummary } from '#contract/procedures/cases.ts';
import { flagTitles } from '#contract/flag-sentences.ts';

export interface CaseFilter {
  readonly status: CaseStatus | 'all';
  /** Words that must all occur in what the row shows. */
  readonly text: string;
}

export const noFilter: CaseFilter = { status: 'all', text: '' };

/** Cases of a status whose code, hospital or flags hold every word of the text. */
export function filterCases(
  cases: readonly CaseSummary[],
  { status, text }: CaseFilter,
): readonly CaseSummary[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return cases.filter(
    (c) =>
      (status === 'all' || c.status === status) &&
      words.every((word) => searchText(c).includes(word)),
  );
}

function searchText(c: CaseSummary): string {
  const flags = c.flags.map((f) => `${flagTitles[f.code]} ${f.facts['text'] ?? ''}`);
  return [c.code, c.hospital ?? '', ...flags].join(' ').toLowerCase();
}

/** How many cases have each status; statuses without a case are left out. */
export function countStatuses(cases: readonly CaseSummary[]): ReadonlyMap<CaseStatus, number> {
  const counts = new Map<CaseStatus, number>();
  for (const { status } of cases) counts.set(status, (counts.get(status) ?? 0) + 1);
  return counts;
}
