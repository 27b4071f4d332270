import { CsvError, parse } from 'csv-parse/sync';

/** A record of the file with the line on which it ends, from 1. */
export interface ScoreRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Refuses the table, at a line or, with null, as a whole. */
export type Fail = (line: number | null, reason: string) => never;

/** Records of as many cells as the header has; lines and columns without anything in them are left out. */
export function splitRecords(text: string, fail: Fail): ScoreRecord[] {
  const [header, ...records] = parseRecords(text, fail).filter(({ cells }) => cells.some(isFilled));
  if (!header) return [];
  const width = header.cells.length;
  const named = header.cells.findLastIndex(isFilled) + 1;
  for (const { line, cells } of records) {
    if (cells.length < named || cells.slice(width).some(isFilled)) {
      const hint = cells.length > width ? '; decimal commas need semicolons between the cells' : '';
      fail(line, `it has ${cells.length} cells and the header ${width}${hint}`);
    }
  }
  const kept = [...header.cells.keys()].filter((at) =>
    [header, ...records].some(({ cells }) => isFilled(cells[at])),
  );
  return [header, ...records].map(({ line, cells }) => ({
    line,
    cells: kept.map((at) => cells[at] ?? ''),
  }));
}

function isFilled(cell: string | undefined): boolean {
  return cell !== undefined && cell.trim() !== '';
}

function parseRecords(text: string, fail: Fail): ScoreRecord[] {
  const delimiter = separatorOf(text);
  // Nobody separates cells by the sign that stands before their decimals.
  const decimalCommas = delimiter !== ',';
  const records: ScoreRecord[] = [];
  try {
    parse(text, {
      ...{ bom: true, trim: true, skip_empty_lines: true, relax_column_count: true, delimiter },
      on_record: (cells: string[], { lines }) => {
        records.push({ line: lines, cells: decimalCommas ? cells.map(withPoint) : cells });
        return null;
      },
    });
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const line = typeof cause['lines'] === 'number' ? cause['lines'] : null;
    // The parser's own message may quote cells, which may be about a patient.
    fail(line, 'a quote is missing or out of place');
  }
  return records;
}

/** The first separator of the header outside quotes. */
function separatorOf(text: string): string {
  const header = /^\s*(.*)/.exec(text)?.[1] ?? '';
  return /[,;\t]/.exec(header.replaceAll(/"[^"]*"/g, ''))?.[0] ?? ',';
}

/** A number with a decimal comma as one with a point; any other cell as it is. */
function withPoint(cell: string): string {
  return /^[+-]?\d+,\d+(e[+-]?\d+)?$/i.test(cell) ? cell.replace(',', '.') : cell;
}
