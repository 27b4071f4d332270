import type { CaseStatus, CaseSummary } from '#contract/procedures/cases.ts';

/** Statuses in which a reader still has something to do. */
const undone: readonly CaseStatus[] = ['new', 'segmented', 'in-correction'];

/**
 * The first undone case after the current one in the list's order, from the start again when the
 * end is reached; null when nothing but the current one is left.
 */
export function nextUndone(
  cases: readonly CaseSummary[],
  currentId: string | null,
): CaseSummary | null {
  const at = cases.findIndex((c) => c.id === currentId);
  const after = [...cases.slice(at + 1), ...cases.slice(0, Math.max(at, 0))];
  return after.find((c) => undone.includes(c.status)) ?? null;
}
