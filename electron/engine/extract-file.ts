import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { version } from '#contract/version.ts';
import type { ImageProgress } from '#native/radiomics/extract-preset.ts';
import { columnTable } from './features/column-table.ts';
import { extractPreset } from './features/extract-preset.ts';
import { settingsHash } from './features/feature-preset.ts';
import { builtInPresets, readPreset } from './features/presets.ts';
import { readImage } from './features/sources/read-image.ts';
import { readMask } from './features/sources/read-mask.ts';
import { isTableFile, tableEndings, writeTable } from './report/tables/write-table.ts';
import type { Table } from './report/tables/table.ts';

/** Files to compute features of, without a library. */
export interface ExtractOrder {
  readonly image: string;
  readonly mask: string;
  /** Name of a preset, or a file with one. */
  readonly preset: string;
  /** Where the table goes; its ending names the format. */
  readonly out: string;
  /** Where a table goes that says what each column is. */
  readonly columns?: string | undefined;
  readonly label?: number | undefined;
  readonly roi?: string | undefined;
}

export interface ExtractedFile {
  readonly file: string;
  readonly preset: string;
  readonly settingsHash: string;
  readonly voxels: number;
  readonly features: number;
}

export { builtInPresets, isTableFile, tableEndings };

/** Computes the features of one region of one image and writes them as a table of one row. */
export async function extractFile(
  order: ExtractOrder,
  onImage: ImageProgress = () => undefined,
  onScan?: Parameters<typeof readImage>[1],
): Promise<ExtractedFile> {
  const preset = readPreset(
    order.preset,
    fileURLToPath(new URL('../../resources', import.meta.url)),
  );
  const image = await readImage(order.image, onScan);
  const mask = await readMask(order.mask, { image, label: order.label, roi: order.roi });
  const { columns, values } = extractPreset(image, mask, preset, onImage);
  const hash = settingsHash(preset);
  const facts = [
    ['image', basename(order.image)],
    ['mask', basename(order.mask)],
    ['region', String(order.roi ?? order.label ?? '')],
    ['preset', preset.name],
    ['preset_version', String(preset.version)],
    ['settings_sha256', hash],
    ['code_version', version],
  ] as const;
  const table: Table = {
    columns: [
      ...facts.map(([name]) => ({ name, type: 'text' as const })),
      ...columns.map(({ column }) => ({ name: column, type: 'number' as const })),
    ],
    rows: [[...facts.map(([, fact]) => fact), ...values]],
  };
  await writeTable(table, order.out);
  if (order.columns !== undefined) await writeTable(columnTable(columns), order.columns);
  return {
    file: order.out,
    preset: preset.name,
    settingsHash: hash,
    voxels: mask.data.reduce((sum, inside) => sum + inside, 0),
    features: columns.length,
  };
}
