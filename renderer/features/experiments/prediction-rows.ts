import type { Output } from '#contract/contract.ts';
import type { SetName } from '#contract/procedures/experiments.ts';

/** What a run says of one case. */
export interface PredictionRow {
  readonly id: string;
  /** Pseudonym of the patient. */
  readonly code: string;
  /** Null for a case that is in no set of the experiment. */
  readonly set: SetName | null;
  /** 0: pN-, 1: pN+; null where the run was not told. */
  readonly label: number | null;
  /** Of pN+, 0 to 1. */
  readonly probability: number;
}

/** The cases of the sets as they were measured, then what was said of the rest of the library. */
export function predictionRows(
  measured: Output<'experiments.predictions'>,
  inferred: Output<'experiments.inferences'>,
): readonly PredictionRow[] {
  const known = new Set(measured.map(({ caseId }) => caseId));
  const rest = inferred.filter(({ caseId }) => !known.has(caseId));
  return [
    ...measured.map(({ caseId, ...row }) => ({ id: caseId, ...row })),
    ...rest.map(({ caseId, ...row }) => ({ id: caseId, ...row, set: null, label: null })),
  ];
}
