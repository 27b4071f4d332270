import type { Experiment, Run, setAuc, setName } from '#contract/procedures/experiments.ts';
import type { z } from 'zod';

type SetAuc = z.output<typeof setAuc>;
export type SetName = z.output<typeof setName>;

export const sets: readonly SetName[] = ['training', 'validation', 'test-1', 'test-2'];

function aucOf(aucs: readonly SetAuc[], set: SetName): number | null {
  return aucs.find((auc) => auc.set === set)?.auc ?? null;
}

/** One set of patients with the AUC of a run and of radiomics alone. */
export interface ResultRow {
  readonly set: SetName;
  readonly n: number;
  readonly positives: number;
  readonly auc: number | null;
  readonly radiomics: number | null;
}

/** The sets that a run was measured on, in the study's order. */
export function resultRows(
  aucs: readonly SetAuc[],
  radiomicsOnly: readonly SetAuc[],
): readonly ResultRow[] {
  return sets.flatMap((set) => {
    const found = aucs.find((auc) => auc.set === set);
    if (!found) return [];
    const { n, positives, auc } = found;
    return [{ set, n, positives, auc, radiomics: aucOf(radiomicsOnly, set) }];
  });
}

/** A line of the comparison: a run, or the radiomics alone. */
export interface ComparisonRow {
  readonly id: string;
  /** Place among the lines, from 0. */
  readonly place: number;
  readonly name: string;
  /** Null for the radiomics alone. */
  readonly run: Run | null;
  /** By set; null where it is not measured, or has one class only. */
  readonly aucs: { readonly [S in SetName]: number | null };
}

/** AUC by set of radiomics alone and of every run, to stand side by side. */
export function comparisonRows({
  runs,
  radiomicsOnly,
}: Pick<Experiment, 'runs' | 'radiomicsOnly'>): readonly ComparisonRow[] {
  const alone = { id: 'radiomics', name: 'Radiomics alone', run: null, aucs: bySet(radiomicsOnly) };
  const lines = runs.map((run) => ({
    id: run.id,
    name: run.name,
    run,
    aucs: bySet(run.best?.sets ?? []),
  }));
  return [alone, ...lines].map((line, place) => ({ ...line, place }));
}

function bySet(aucs: readonly SetAuc[]): ComparisonRow['aucs'] {
  return {
    training: aucOf(aucs, 'training'),
    validation: aucOf(aucs, 'validation'),
    'test-1': aucOf(aucs, 'test-1'),
    'test-2': aucOf(aucs, 'test-2'),
  };
}
