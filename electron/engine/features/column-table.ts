import type { FeatureIdentity } from '#native/radiomics/extraction-columns.ts';

const headings = ['column', 'image', 'family', 'feature', 'ibsi_code', 'unit'] as const;

/**
 * What each column of a feature table is, a row a column. Units are those of a CT in HU and mm; on
 * derived images HU stands for the image's own intensities.
 */
export function columnTable(columns: readonly FeatureIdentity[]) {
  return {
    columns: headings.map((name) => ({ name, type: 'text' as const })),
    rows: columns.map(({ column, image, family, name, ibsi, unit }) => [
      ...[column, image, family, name, ibsi, unit],
    ]),
  };
}
