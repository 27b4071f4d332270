import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ibsiDigitalPhantom } from '#native/radiomics/ibsi/digital-phantom.ts';
import { conforms, parseReferenceValues } from '#native/radiomics/ibsi/reference-values.ts';
import { extractPreset } from './extract-preset.ts';
import type { Preset } from './preset-schema.ts';
import { parsePreset, readPreset } from './presets.ts';

const resources = fileURLToPath(new URL('../../../resources', import.meta.url));
const phantom = ibsiDigitalPhantom();

// Consensus values of IBSI 1 (Zwanenburg et al., Radiology 295:328-338, 2020).
const references = parseReferenceValues(
  readFileSync(`${resources}/ibsi/digital-phantom.csv`, 'utf8'),
).filter(({ family }) => family.includes('matrix'));

/** IBSI's name of what a setting does to families without directions. */
const undirected: Readonly<Record<string, string>> = {
  '2D, averaged': '2D',
  '2.5D, merged': '2.5D',
  '3D, merged': '3D',
};

test.each([
  '2D, averaged',
  '2D, slice-merged',
  '2.5D, direction-merged',
  '2.5D, merged',
  '3D, averaged',
  '3D, merged',
] as const)('a preset aggregates textures as IBSI does: %s', (aggregation) => {
  const { columns, values } = extractPreset(phantom.volume, phantom.mask, presetOf(aggregation));
  const byCode = new Map(columns.map(({ ibsi }, c) => [ibsi, values[c]]));
  const wanted = references.filter(
    (row) => row.aggregation === aggregation || row.aggregation === undirected[aggregation],
  );
  const claimed = wanted.filter(({ ibsi }) => byCode.has(ibsi));
  const failed = claimed.filter((row) => !conforms(byCode.get(row.ibsi) ?? NaN, row));
  expect(failed).toEqual([]);
  // 23 of co-occurrence and 16 of runs have references, and 35 of the families without directions.
  expect(claimed).toHaveLength(aggregation in undirected ? 74 : 39);
});

/** The phantom's grey levels as they are, on its own grid. */
function presetOf(aggregation: NonNullable<Preset['families']['glrlm']>['aggregation']): Preset {
  const features = 'all';
  const distances = [1];
  const { grid, ...base } = readPreset('ibsi-1364', resources);
  return parsePreset(
    JSON.stringify({
      ...base,
      grid: { ...grid, orientation: 'as-stored', spacingMm: null },
      discretisation: { kind: 'fixed-width', width: 1, origin: 1 },
      images: base.images.slice(0, 1),
      families: {
        glcm: { features, aggregation, distances, symmetrical: true },
        glrlm: { features, aggregation },
        glszm: { features, aggregation },
        gldm: { features, aggregation, distances, dependenceTolerance: 0 },
        ngtdm: { features, aggregation, distances },
      },
    }),
  );
}
