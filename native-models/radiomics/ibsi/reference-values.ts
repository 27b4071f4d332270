/** One reference value of IBSI 1, as its table of consensus values lists it. */
export interface ReferenceValue {
  /** `dig_phantom`, or the letter of a configuration of the CT phantom. */
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
