import type { Feature } from '../feature.ts';

/** A row of a family's table whose value has no unit, as nearly all texture features. */
export function pureNumber<Matrix>(
  name: string,
  ibsi: string | null,
  compute: (matrix: Matrix) => number,
): Feature<Matrix> {
  return { name, ibsi, unit: '1', compute };
}
