import type { CohortPlan } from '#contract/procedures/cohort.ts';
import { hospitalKey, type HospitalPart } from '#engine/store/study-hospitals.ts';
import { bestView, type Failure } from './eligibility.ts';
import type { Candidate, Facts } from './facts.ts';

/** A patient after the rules: who stayed has a part, or none that the study needs. */
export interface Screened {
  readonly code: string;
  readonly label: 0 | 1 | null;
  readonly synthetic: boolean;
  readonly caseId: string | null;
  readonly facts: Facts;
  readonly failures: readonly Failure[];
  /** Code of the rule, or `by-hand`; null for who stayed. */
  readonly excludedBy: string | null;
  /** Null for the excluded, and for who stayed without a part. */
  readonly part: HospitalPart | null;
}

/** Judges every patient by the plan; the first failed rule is the one that excludes. */
export function screen(candidates: readonly Candidate[], plan: CohortPlan): Screened[] {
  const byHand = new Set(plan.exclusions.map(({ code }) => code));
  const parts = new Map(
    Object.entries(plan.hospitals).map(([name, part]) => [hospitalKey(name), part]),
  );
  return candidates.map((candidate) => {
    const { code, label, synthetic } = candidate;
    const { view, failures } = bestView(candidate, plan.rules);
    const excludedBy = failures.at(0)?.code ?? (byHand.has(code) ? 'by-hand' : null);
    const { hospital } = view.facts;
    // Without pathology a patient can neither teach nor judge.
    const stays = excludedBy === null && label !== null && typeof hospital === 'string';
    const part = stays ? (parts.get(hospitalKey(hospital)) ?? null) : null;
    return { code, label, synthetic, ...view, failures, excludedBy, part };
  });
}
