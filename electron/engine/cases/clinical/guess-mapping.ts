import type { ClinicalField, ColumnMapping } from '#contract/procedures/imports.ts';
import { clinicalFields, outcomeFields, patientIdHeaders } from './clinical-fields.ts';

interface Candidate {
  readonly field: ClinicalField;
  readonly headers: readonly string[];
  readonly units?: Readonly<Record<string, number>>;
}

const candidates: readonly Candidate[] = [
  { field: 'patient', headers: patientIdHeaders },
  ...Object.values(clinicalFields),
  ...Object.values(outcomeFields),
];

/**
 * Guesses which column holds which field from English headers. Each column serves one field, and the
 * likelier header wins; columns that nothing is known about are left out.
 */
export function guessMapping(columns: readonly string[]): ColumnMapping {
  const matches = candidates
    .flatMap(({ field, headers, units }) =>
      columns.map((column) => {
        const { name } = splitUnit(column, Object.keys(units ?? {}));
        return { field, column, rank: headers.indexOf(name) };
      }),
    )
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank);
  const mapping: ColumnMapping = {};
  const taken = new Set<string>();
  for (const { field, column } of matches) {
    if (mapping[field] !== undefined || taken.has(column)) continue;
    mapping[field] = column;
    taken.add(column);
  }
  return mapping;
}

/**
 * A header as lower-case words, and the unit at its end where it is one of `units`: `Diameter (mm)`,
 * `diameter_mm` and `diameterMm` all give `diameter` and `mm`.
 */
export function splitUnit(
  header: string,
  units: readonly string[],
): { readonly name: string; readonly unit?: string } {
  const words = header
    .replace(/([a-z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .replace(/%/g, ' % ')
    .replace(/[^a-z0-9%/]+/g, ' ')
    .trim()
    .split(' ');
  const last = words[words.length - 1];
  return words.length > 1 && units.includes(last)
    ? { name: words.slice(0, -1).join(' '), unit: last }
    : { name: words.join(' ') };
}
