import { join } from 'node:path';
import type { ExportKind } from '#contract/procedures/risk.ts';
import type { JobControl } from '#engine/jobs/job-queue.ts';
import { expectMask, expectVolume } from './case-parts.ts';
import { featureManifest } from './feature-manifest.ts';
import { featureDictionary, featureTable, inTableOrder, type FeatureRow } from './feature-table.ts';
import type { ExportedFile, ExportOrder, ExportServices } from './run-export.ts';
import type { TableFormat } from './tables/write-table.ts';
import { writeWhole } from './write-whole.ts';

export type FeatureKind = Extract<ExportKind, `features-${string}`>;

const targets: { readonly [K in FeatureKind]: readonly [name: string, format: TableFormat] } = {
  'features-csv': ['features.csv', 'csv'],
  'features-csv-semicolon': ['features.csv', 'csv-semicolon'],
  'features-xlsx': ['features.xlsx', 'xlsx'],
  'features-parquet': ['features.parquet', 'parquet'],
};

export function isFeatureKind(kind: ExportKind): kind is FeatureKind {
  return Object.hasOwn(targets, kind);
}

/**
 * Writes the features of cases as one table, with its dictionary and its manifest. What is not
 * stored yet is computed. The rows' order does not depend on that of the cases asked for.
 */
export async function exportFeatures(
  services: ExportServices,
  order: ExportOrder & { readonly kind: FeatureKind },
  control: JobControl,
): Promise<ExportedFile[]> {
  const rows = inTableOrder(await featureRows(services, order, control));
  const [name, format] = targets[order.kind];
  const dictionaryFormat = format === 'csv-semicolon' ? format : 'csv';
  const tables = [
    { name, format, table: featureTable(rows) },
    {
      name: 'features-columns.csv',
      format: dictionaryFormat,
      table: featureDictionary(rows),
    } as const,
  ];
  const files = [];
  for (const { name, ...table } of tables) {
    control.report(null, `writing ${name}`);
    const path = join(order.folder, name);
    const options = { signal: control.signal, pool: 'bulk' } as const;
    const written = await services.run('write-table', { path, ...table }, options);
    files.push({ name, ...written });
  }
  const { version } = services;
  const made = { version, at: new Date().toISOString(), format, files };
  const manifest = { name: 'features-manifest.json', text: featureManifest(rows, made) };
  const bytes = writeWhole(join(order.folder, manifest.name), Buffer.from(manifest.text, 'utf8'));
  return [...files.map(({ name, bytes }) => ({ name, bytes })), { name: manifest.name, bytes }];
}

async function featureRows(
  { store, features }: ExportServices,
  { caseIds, person }: ExportOrder,
  control: JobControl,
): Promise<FeatureRow[]> {
  const rows: FeatureRow[] = [];
  const wanted = [...new Set(caseIds)];
  for (const [n, caseId] of wanted.entries()) {
    control.signal.throwIfAborted();
    control.report(n / wanted.length, `case ${n + 1} of ${wanted.length}`);
    const { code, sha256 } = expectVolume(store, caseId);
    const mask = expectMask(store, caseId, person);
    const quiet = { ...control, report: () => undefined };
    rows.push({
      code,
      imageSha256: sha256,
      maskVersion: mask.version,
      maskAuthor: mask.author,
      maskSource: mask.source,
      maskSha256: mask.sha256,
      features: await features({ mask, person }, quiet),
    });
  }
  return rows;
}
