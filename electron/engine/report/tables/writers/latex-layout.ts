import type { TableCell, TableDocument } from '#contract/evaluation/table-document.ts';
import { columnWidths, placed, type PlacedCell } from './grid.ts';

/** How a table stands on a page. */
export interface LatexLayout {
  readonly heads: readonly (readonly PlacedCell[])[];
  readonly rows: readonly (readonly PlacedCell[])[];
  /** Of columns. */
  readonly count: number;
  /** What `tabular` is told of the columns. */
  readonly columns: string;
  /** Part of the line that each column takes, in which cells break their lines; null: as wide as its text. */
  readonly shares: readonly number[] | null;
  /** Runs over pages. */
  readonly long: boolean;
  readonly size: string;
}

/** Rows that a page holds between the headings and the notes. */
const rowsOfPage = 36;

/** Characters of a row from which a table fills its line, and from which it is crowded there. */
const naturalWidth = 75;
const crowdedWidth = 150;

/** Space between two columns as a part of the line. */
const gap = 0.01;

export function layoutOf({ head, body }: TableDocument): LatexLayout {
  const [heads, rows] = [placed(head), placed(body)];
  // Headings on one line each, or the short ones, or each word on a line of its own.
  const tries = [Infinity, undefined, 0].map((whole) => columnWidths(heads, rows, whole));
  const crowded = tries.every((widths) => sumOf(widths) > crowdedWidth);
  const wanted = tries.find((widths) => sumOf(widths) <= crowdedWidth) ?? tries[2];
  const filled = sumOf(wanted) > naturalWidth;
  const shares = filled ? sharesOf(wanted) : null;
  const columns = wanted.map((_, column) => columnSpec(alignOf(rows, column), shares?.[column]));
  return {
    ...{ heads, rows, shares, count: wanted.length },
    columns: `@{}${columns.join(filled ? '\n  ' : '')}@{}`,
    long: rows.length > rowsOfPage,
    size:
      `${crowded ? '\\scriptsize' : '\\footnotesize'}` +
      (filled ? `\\setlength{\\tabcolsep}{${gap / 2}\\linewidth}` : ''),
  };
}

/** Part of the line that each column takes, cut to what is written. */
function sharesOf(wanted: readonly number[]): number[] {
  const padded = wanted.map((characters) => characters + 2);
  const room = (1 - gap * (wanted.length - 1)) / sumOf(padded);
  return padded.map((characters) => Math.floor(1e4 * room * characters) / 1e4);
}

/** What a cell over these columns is told of its width and of how it stands. */
export function spanSpec(
  { column, cell: { align, columnSpan } }: PlacedCell,
  { shares, count }: Pick<LatexLayout, 'shares' | 'count'>,
): string {
  const end = column + columnSpan;
  const covered = shares?.slice(column, end);
  const spec = columnSpec(align, covered && sumOf(covered) + gap * (columnSpan - 1));
  // No space stands beside the outer columns.
  return `${column === 0 ? '@{}' : ''}${spec}${end === count ? '@{}' : ''}`;
}

function columnSpec(align: TableCell['align'], share: number | undefined): string {
  if (share === undefined) return letters[align];
  return `>{${breaking[align]}\\arraybackslash\\hspace{0pt}}p{${share.toFixed(4)}\\linewidth}`;
}

const letters = { left: 'l', centre: 'c', right: 'r' } as const;
/** With lines broken in the cells; a word that is too long for its column is, too. */
export const breaking = {
  left: '\\raggedright',
  centre: '\\centering',
  right: '\\raggedleft',
} as const;

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** How a column's first cell stands. */
function alignOf(rows: LatexLayout['rows'], column: number): TableCell['align'] {
  const found = rows.flat().find((one) => one.column === column && one.cell.text !== '');
  return found?.cell.align ?? 'left';
}
