import type { PatientFacts, ScoreTable } from './score-table.ts';

/** A file of cells; the first row is the header. */
type Rows = readonly (readonly (string | number | boolean | null)[])[];

/** The scores as `readScoreFile` reads them, every digit kept. */
export function scoreCsv({ patients, models }: ScoreTable): string {
  const header = ['patient', 'set', 'label', 'hospital', 'contrast', 'synthetic'];
  return csvText([
    [...header, ...models.map(({ name }) => name)],
    ...patients.map(({ code, set, label, hospital, contrast, synthetic }, n) => [
      ...[code, set, label, hospital, contrast, synthetic],
      ...models.map(({ scores }) => scores[n]),
    ]),
  ]);
}

/** What Table 1 needs of each patient, and nothing more. */
export function patientCsv(patients: readonly PatientFacts[]): string {
  return csvText([
    ['patient', 'set', 'label', 'age', 'sex', 'diameter', 'density', 'location'],
    ...patients.map(({ code, set, label, ageYears, sex, diameterCm, density, location }) => [
      ...[code, set, label, ageYears, sex],
      ...[diameterCm, density, location],
    ]),
  ]);
}

/** RFC 4180: commas, CRLF; numbers with the shortest digits that read back to the same double. */
function csvText(rows: Rows): string {
  return rows.map((cells) => `${cells.map(written).join(',')}\r\n`).join('');
}

function written(cell: Rows[number][number]): string {
  if (cell === null) return '';
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  const text = String(cell);
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
