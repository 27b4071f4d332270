import type { Experiment, SetName } from '#contract/procedures/experiments.ts';
import type { Store } from '#engine/store/store.ts';
import { unblindedViewer } from '#engine/store/viewer.ts';
import { areaUnderRoc } from '#native/estimators/auc.ts';

interface Scored {
  readonly set: SetName;
  readonly label: 0 | 1;
  /** Higher for pN+. */
  readonly score: number;
}

const order: readonly SetName[] = ['training', 'validation', 'test-1', 'test-2'];

/** The AUC on each set that has cases; null where a set has one class only. */
export function aucOfSets(scored: readonly Scored[]): Experiment['radiomicsOnly'] {
  return order.flatMap((set) => {
    const mine = scored.filter((one) => one.set === set);
    if (mine.length === 0) return [];
    const labels = mine.map(({ label }) => label as number);
    const positives = labels.reduce((sum, label) => sum + label, 0);
    const hasBoth = positives > 0 && positives < mine.length;
    const scores = mine.map(({ score }) => score);
    return [{ set, n: mine.length, positives, auc: hasBoth ? areaUnderRoc(scores, labels) : null }];
  });
}

/** Hospitals whose patients an experiment trains on or selects by. */
export function learningHospitals(store: Store, experimentId: string): (string | null)[] {
  const learning = new Set(
    store.experiments
      .cases(experimentId)
      .filter(({ set }) => set === 'training' || set === 'validation')
      .map(({ caseId }) => caseId),
  );
  return store.cases
    .list(unblindedViewer)
    .filter(({ id }) => learning.has(id))
    .map(({ hospital }) => hospital);
}
