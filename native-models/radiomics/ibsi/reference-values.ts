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

/** Reads IBSI's table (comma-separated, one header row); rows without a consensus are left out. */
export function parseReferenceValues(csv: string): readonly ReferenceValue[] {
  return csv
    .split('\n')
    .slice(1)
    .map(cellsOf)
    .filter((cells) => cells.length > 8 && cells[7] !== '')
    .map(([configuration, family, , feature, ibsi, aggregation, , value, tolerance]) => ({
      configuration,
      family,
      feature,
      ibsi,
      aggregation,
      value: Number(value),
      tolerance: Number(tolerance),
    }));
}

/**
 * Reads IBSI 2's table of phase 2 (comma-separated, one header row): statistics of the filtered CT
 * phantom, whose configuration is the number of the filter; rows without a value are left out.
 */
export function parseFilteredValues(csv: string): readonly ReferenceValue[] {
  const [header, ...lines] = csv.trim().split('\n').map(cellsOf);
  return lines
    .map((cells) => (column: string) => cells[header.indexOf(column)] ?? '')
    .filter((cell) => cell('value') !== '')
    .map((cell) => ({
      ...{ configuration: cell('filter_id'), family: 'Statistics', aggregation: '' },
      ...{ feature: cell('feature'), ibsi: cell('ibsi_code') },
      ...{ value: Number(cell('value')), tolerance: Number(cell('tolerance')) },
    }));
}

function cellsOf(line: string): string[] {
  const cells = line.trimEnd().matchAll(/(?:"([^"]*)"|([^,]*))(?:,|$)/g);
  return Array.from(cells, ([, quoted, plain]) => quoted ?? plain);
}

/**
 * Whether a value conforms: within the published tolerance, or equal to the reference after
 * rounding to the three significant digits that references are published with.
 */
export function conforms(value: number, reference: ReferenceValue): boolean {
  const magnitude = Math.floor(Math.log10(Math.abs(reference.value)));
  const rounding = reference.value === 0 ? 0 : 0.5 * 10 ** (magnitude - 2);
  // Distances are themselves rounded in binary; a hair must not decide.
  return Math.abs(value - reference.value) <= Math.max(reference.tolerance, rounding) * (1 + 1e-9);
}
