/** What a column can be sorted by; null stands for no value. */
export type SortValue = number | string | null;

export interface SortOrder {
  readonly column: string;
  readonly direction: 'asc' | 'desc';
}

/** Digits compare as numbers, so that "P-9" stands before "P-10". */
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** A sorted copy. Missing values stand last in either direction; equal ones keep their order. */
export function sortBy<T>(
  records: readonly T[],
  value: (record: T) => SortValue,
  direction: SortOrder['direction'],
): T[] {
  const sign = direction === 'asc' ? 1 : -1;
  return records.toSorted((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return sign * compare(x, y);
  });
}

function compare(x: number | string, y: number | string): number {
  return typeof x === 'number' && typeof y === 'number'
    ? x - y
    : collator.compare(String(x), String(y));
}
