import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Mask, Volume } from '../../image/volume.ts';
import { ibsiOutcome } from '../../testing/ibsi-outcome.ts';
import { readNifti, readNiftiMask } from '../../testing/read-nifti.ts';
import { sharedFile } from '../../testing/shared-data.ts';
import { syntheticLesion } from '../fixtures/synthetic-lesion.ts';
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
    read ??= {
      image: readNifti(`${phantom}/image/phantom.nii.gz`),
      mask: readNiftiMask(`${phantom}/mask/mask.nii.gz`),
    };
    const verdicts = filteredConformance(read, configuration, rows);
    const { failed, passedOver } = ibsiOutcome(`IBSI-2 values ${configuration.id}`, verdicts);
    expect(failed).toEqual([]);
    expect(passedOver).toEqual([]);
    expect(verdicts).toHaveLength(rows.length);
  });
}

test('a wrong value fails, one of another family is not ours', () => {
  const [configuration] = filteredConfigurations;
  const { volume: image, mask } = syntheticLesion();
  const row = { configuration: '1.A', family: 'Statistics', aggregation: '' };
  const verdicts = filteredConformance({ image, mask }, configuration, [
    // Beyond the range that the configuration keeps.
    { ...row, feature: 'Minimum', ibsi: '1GSF', value: -1001, tolerance: 0 },
    { ...row, feature: 'Local peak', ibsi: 'VJGA', value: 1, tolerance: 1 },
  ]);
  expect(verdicts.map(({ outcome }) => outcome)).toEqual(['failed', 'not implemented']);
});
