import { caseFacts, type FeatureRow } from './feature-table.ts';
import type { TableFormat } from './tables/write-table.ts';

interface WrittenFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

interface Made {
  readonly version: string;
  readonly at: string;
  readonly format: TableFormat;
  readonly files: readonly WrittenFile[];
}

/** How each format spells its cells, for whoever reads the files without this program. */
const spelling: { readonly [F in TableFormat]: string } = {
  csv: 'UTF-8, comma between cells, decimal point, no separators of thousands',
  'csv-semicolon':
    'UTF-8 with byte order mark, semicolon between cells, decimal comma, no separators of thousands',
  xlsx: 'numbers stored as doubles, shown as the reader’s locale does',
  parquet: 'text as UTF-8, numbers as 64-bit doubles',
};

/** What the files of a feature export are, and what each row's numbers were computed from. */
export function featureManifest(rows: readonly FeatureRow[], made: Made): string {
  const manifest = {
    what: 'radiomics features, one row a case',
    writtenBy: `Nodewise ${made.version}`,
    writtenAt: made.at,
    format: made.format,
    spelling: spelling[made.format],
    digits: 'the shortest that read back to the same double',
    identification: caseFacts,
    features: rows[0]?.features.values.length ?? 0,
    files: made.files,
    cases: rows.map(({ code, imageSha256, maskVersion, maskSha256, features }) => ({
      ...{ case: code, caseId: features.caseId, imageSha256 },
      ...{ maskId: features.maskId, maskVersion, maskSha256 },
      ...{ featureSetId: features.id, preset: features.preset },
      ...{ settingsSha256: features.settingsHash, codeVersion: features.codeVersion },
      computedAt: features.computedAt,
    })),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
