import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Mask, Volume } from '../../image/volume.ts';
import { readNifti } from '../../testing/read-nifti.ts';
import { sharedFile } from '../../testing/shared-data.ts';
import { filteredConfigurations, filteredConformance } from './filtered-configurations.ts';
import { parseFilteredValues } from './reference-values.ts';

const phantom = sharedFile('data/ct/ibsi-phantom/nifti');
const table = sharedFile('data/ibsi/ibsi2_phase2_reference_values.csv');
const references = table === undefined ? [] : parseFilteredValues(readFileSync(table, 'utf8'));
let read: { readonly image: Volume; readonly mask: Mask } | undefined;

// Consensus values of IBSI 2, phase 2. A configuration that the table has no rows of is skipped.
for (const configuration of filteredConfigurations) {
  const rows = references.filter((row) => row.configuration === configuration.id);
  const absent = rows.length === 0 || phantom === undefined;
  test.skipIf(absent)(`configuration ${configuration.id} has the reference values`, () => {
    const verdicts = filteredConformance((read ??= readPhantom()), configuration, rows);
    expect(verdicts.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    expect(verdicts).toHaveLength(rows.length);
    console.info(`IBSI-2 values ${configuration.id}: ${rows.length} claimed and passed`);
  });
}

test.skipIf(phantom === undefined)('a wrong value fails, one of another family is not ours', () => {
  const [configuration] = filteredConfigurations;
  const row = { configuration: '1.A', family: 'Statistics', aggregation: '' };
  const verdicts = filteredConformance((read ??= readPhantom()), configuration, [
    { ...row, feature: 'Minimum', ibsi: '1GSF', value: -999, tolerance: 0 },
    { ...row, feature: 'Local peak', ibsi: 'VJGA', value: 1, tolerance: 1 },
  ]);
  expect(verdicts.map(({ outcome }) => outcome)).toEqual(['failed', 'not implemented']);
});

function readPhantom(): { readonly image: Volume; readonly mask: Mask } {
  const { geometry, data } = readNifti(`${phantom}/mask/mask.nii.gz`);
  return {
    image: readNifti(`${phantom}/image/phantom.nii.gz`),
    mask: { geometry, data: Uint8Array.from(data) },
  };
}
