import { shuffledIndices, type Random } from '../numeric/random.ts';

/** Rows to learn from and rows to judge by. */
export interface Fold {
  readonly train: readonly number[];
  readonly test: readonly number[];
}

/**
 * Splits rows into folds of nearly equal size and share of positives; every row is tested once.
 *
 * @throws RangeError when a class has fewer cases than there are folds.
 */
export function stratifiedFolds(
  labels: Int8Array,
  { count, random }: { readonly count: number; readonly random: Random },
): readonly Fold[] {
  const foldOf = new Int32Array(labels.length);
  let dealt = 0;
  for (const label of [1, 0]) {
    const rows = [...labels.keys()].filter((row) => labels[row] === label);
    if (rows.length < count) throw new RangeError(`${rows.length} cases of class ${label}`);
    // Dealing goes on where the other class stopped, so that the sizes differ by one at most.
    for (const k of shuffledIndices(rows.length, random)) foldOf[rows[k]] = dealt++ % count;
  }
  const rows = [...labels.keys()];
  return Array.from({ length: count }, (_, fold) => ({
    train: rows.filter((row) => foldOf[row] !== fold),
    test: rows.filter((row) => foldOf[row] === fold),
  }));
}
