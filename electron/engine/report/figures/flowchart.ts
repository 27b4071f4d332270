import type { CohortFlow } from '#contract/procedures/cohort.ts';
export function flowchart(_flow: CohortFlow): string {
  return '';
}
