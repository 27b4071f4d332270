/** One reference value, as IBSI's tables of consensus values list it. */
export interface ReferenceValue {
  /** `dig_phantom`, the letter of a configuration of the CT phantom, or IBSI 2's number of one. */
  readonly configuration: string;
  readonly family: string;
  readonly feature: string;
  /** Permanent identifier of the feature. */
  readonly ibsi: string;
  /** IBSI's name of the aggregation; empty for families that have none. */
  readonly aggregation: string;
  readonly value: number;
  readonly tolerance: number;
}

/** A row's cells by the names of its table's columns. */
type Row<Column extends string> = Readonly<Record<Column, string>>;

const columnsOfOne = [
  ...(['config', 'family', 'feature', 'ibsi_code', 'aggregation'] as const),
  ...(['value', 'tolerance'] as const),
] as const;
const columnsOfTwo = ['filter_id', 'feature', 'ibsi_code', 'value', 'tolerance'] as const;

/**
 * Reads IBSI's table (comma-separated, one header row, columns in any order). Rows without a value
 * are left out, and so are values that IBSI does not call a standard, where a column `consensus`
 * says so.
 *
 * @throws RangeError naming the column that is missing, or the row whose numbers are none.
 */
export function parseReferenceValues(csv: string): readonly ReferenceValue[] {
  return rowsOf(csv, columnsOfOne).map((row) => ({
    configuration: row.config,
    family: row.family,
    aggregation: row.aggregation,
    ...valueOf(row),
  }));
}

/**
 * Reads IBSI 2's table of phase 2, which has the same form: statistics of the filtered CT phantom,
 * whose configuration is the number of the filter.
 *
 * @throws RangeError as `parseReferenceValues`.
 */
export function parseFilteredValues(csv: string): readonly ReferenceValue[] {
  return rowsOf(csv, columnsOfTwo).map((row) => ({
    configuration: row.filter_id,
    family: 'Statistics',
    aggregation: '',
    ...valueOf(row),
  }));
}

/** IBSI's words for values on which fewer than three groups agree. */
const noStandard = /^(not standardi[sz]ed|weak|<\s*3)/i;

function rowsOf<Column extends string>(csv: string, columns: readonly Column[]): Row<Column>[] {
  const [header = [], ...lines] = csv
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\n')
    .map(cellsOf);
  const missing = columns.find((column) => !header.includes(column));
  if (missing !== undefined) throw new RangeError(`a table without the column "${missing}"`);
  return lines.flatMap((cells) => {
    const cell = (column: string): string => (cells[header.indexOf(column)] ?? '').trim();
    if (cell('value') === '' || noStandard.test(cell('consensus'))) return [];
    return [Object.fromEntries(columns.map((name) => [name, cell(name)])) as Row<Column>];
  });
}

function valueOf(
  row: Row<'feature' | 'ibsi_code' | 'value' | 'tolerance'>,
): Pick<ReferenceValue, 'feature' | 'ibsi' | 'value' | 'tolerance'> {
  const [value, tolerance] = [Number(row.value), Number(row.tolerance)];
  if (!Number.isFinite(value) || !(tolerance >= 0)) {
    throw new RangeError(`"${row.feature}": ${row.value}, tolerance ${row.tolerance}`);
  }
  return { feature: row.feature, ibsi: row.ibsi_code, value, tolerance };
}

function cellsOf(line: string): string[] {
  const cells = line.trimEnd().matchAll(/(?:"([^"]*)"|([^,]*))(?:,|$)/g);
  return Array.from(cells, ([, quoted, plain]) => quoted ?? plain);
}

/**
 * Whether a value conforms: within the published tolerance, or equal to the reference after
 * rounding to the three significant digits that references are published with.
 */
export function conforms(
  value: number,
  reference: Pick<ReferenceValue, 'value' | 'tolerance'>,
): boolean {
  const magnitude = Math.floor(Math.log10(Math.abs(reference.value)));
  const rounding = reference.value === 0 ? 0 : 0.5 * 10 ** (magnitude - 2);
  // Distances are themselves rounded in binary; a hair must not decide.
  return Math.abs(value - reference.value) <= Math.max(reference.tolerance, rounding) * (1 + 1e-9);
}
