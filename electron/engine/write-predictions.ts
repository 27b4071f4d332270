import { writeTable } from './report/tables/write-table.ts';

/** Writes what a network says of cases as a table; the path's ending names the format. */
export function writePredictions(
  cases: readonly { readonly code: string; readonly probability: number }[],
  path: string,
): Promise<number> {
  return writeTable(
    {
      columns: [
        { name: 'case', type: 'text' },
        { name: 'probability', type: 'number' },
      ],
      rows: cases.map(({ code, probability }) => [code, probability]),
    },
    path,
  );
}
