/** "a", "a and b", "a, b and c". */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** "1 patient", "2 patients". */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** A share as percent without needless decimals: 0.7 is "70%". */
export function percent(share: number): string {
  return `${Number((100 * share).toPrecision(10))}%`;
}
