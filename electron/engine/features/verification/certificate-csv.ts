import type { CheckedValue, IbsiCertificate } from '#contract/procedures/verification.ts';

type Cell = string | number | null;

const columns: readonly (readonly [name: string, cell: (value: CheckedValue) => Cell])[] = [
  ['part', (value) => value.part],
  ['configuration', (value) => value.configuration],
  ['family', (value) => value.family],
  ['feature', (value) => value.feature],
  ['ibsi', (value) => value.ibsi],
  ['aggregation', (value) => value.aggregation],
  ['column', (value) => value.column],
  ['value', (value) => value.value],
  ['reference', (value) => value.reference],
  ['tolerance', (value) => value.tolerance],
  ['outcome', (value) => value.outcome],
  ['voxels_compared', ({ voxels }) => voxels?.compared ?? null],
  ['voxels_inside', ({ voxels }) => voxels?.inside ?? null],
];

/**
 * A certificate as a table, a row for each value, numbers with all their digits. Every row tells
 * the version, settings and date, so that it keeps them when it is copied out of the file.
 */
export function certificateCsv(certificate: IbsiCertificate): string {
  const about = [certificate.codeVersion, certificate.settingsHash, certificate.computedAt];
  const header = [...columns.map(([name]) => name), 'code_version', 'settings_hash', 'computed_at'];
  const rows = certificate.values.map((value) => [
    ...columns.map(([, cell]) => cell(value)),
    ...about,
  ]);
  return [header, ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}

/** RFC 4180; what is missing stays empty. */
function quoted(cell: Cell): string {
  const text = cell === null ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
