import type { TableLayout } from './table-text.ts';

/** What a cell says, or what was expected instead. */
type Reading<T> = { readonly value: T } | { readonly expected: string };

/** How the column of a cell is written. */
interface ColumnStyle {
  readonly layout: TableLayout;
  /** One of the reader's units; absent for the field's own. */
  readonly unit?: string;
}

/** How a field's cells are read. */
export interface CellReader<T> {
  readonly read: (cell: string, style: ColumnStyle) => Reading<T>;
  /** Factors that turn the units that a header may name into the field's own. */
  readonly units?: Readonly<Record<string, number>>;
}

/** Ways to leave a cell empty, compared without case. */
const emptyCells = new Set(['', '-', '--', '.', '?', 'na', 'n/a', 'nan', 'null', 'unknown']);

/** True when a cell says that nothing is known. */
export function isEmptyCell(cell: string): boolean {
  return emptyCells.has(cell.trim().toLowerCase());
}

/** A number in the table's decimal notation, or `undefined`; thousands separators are not accepted. */
function readNumber(cell: string, { decimal }: TableLayout): number | undefined {
  const pattern = decimal === ',' ? /^[+-]?(\d+,?\d*|,\d+)$/ : /^[+-]?(\d+\.?\d*|\.\d+)$/;
  const text = cell.trim();
  return pattern.test(text) ? Number(text.replace(',', '.')) : undefined;
}

/** A number that, in the field's own unit, lies within `[low, high]`. */
export function numberIn(
  [low, high]: readonly [low: number, high: number],
  units: Readonly<Record<string, number>> = {},
): CellReader<number> {
  return {
    units,
    read: (cell, { layout, unit }) => {
      const factor = unit === undefined ? 1 : units[unit];
      const written = readNumber(cell, layout);
      // Twelve digits hide the rounding of 15 × 0.1 without touching what was measured.
      const value = written === undefined ? NaN : Number((written * factor).toPrecision(12));
      if (value >= low && value <= high) return { value };
      const [from, to] = [low, high].map((bound) => Number((bound / factor).toPrecision(6)));
      const inUnit = unit === undefined ? '' : ` ${unit}`;
      return { expected: `a number from ${from} to ${to}${inUnit}` };
    },
  };
}

/** One of a few words; `words` lists what may be written for each value, in lower case. */
export function oneOf<T extends string | number | boolean>(
  words: readonly (readonly [value: T, ...written: string[]])[],
): CellReader<T> {
  const values = new Map(
    words.flatMap(([value, ...written]) =>
      [String(value), ...written].map((word) => [plain(word), value] as const),
    ),
  );
  const expected = words.map(([value, first]) => (typeof value === 'boolean' ? first : value));
  return {
    read: (cell) => {
      const value = values.get(plain(cell));
      return value === undefined ? { expected: expected.join(' or ') } : { value };
    },
  };
}

/** Text that matches a pattern, rewritten to one spelling. */
export function matching(
  pattern: RegExp,
  spell: (match: RegExpExecArray) => string,
  expected: string,
): CellReader<string> {
  return {
    read: (cell) => {
      const match = pattern.exec(cell.trim());
      return match ? { value: spell(match) } : { expected };
    },
  };
}

/** Words without case, spaces, hyphens and underscores; a plus or a final minus keeps its meaning. */
function plain(word: string): string {
  const text = word.trim().toLowerCase();
  const sign = /[-−–]$/.test(text) ? '-' : '';
  return text.replace(/[\s_\-−–]/g, '') + sign;
}
