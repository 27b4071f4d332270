import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Mask, Volume } from '../../image/volume.ts';
import { ibsiOutcome } from '../../testing/ibsi-outcome.ts';
import { readNifti, readNiftiMask } from '../../testing/read-nifti.ts';
import { sharedFile } from '../../testing/shared-data.ts';
import { prepareRegion } from '../grid/prepare-region.ts';
import { resegment } from '../grid/resegment.ts';
import { regionOf } from '../region.ts';
import { conformance } from './conformance.ts';
import { ctConfigurations } from './ct-configurations.ts';
import { parseReferenceValues } from './reference-values.ts';

const table = sharedFile('data/ibsi/ibsi1_reference.csv');
const imageFile = sharedFile('data/ct/ibsi-phantom/nifti/image/phantom.nii.gz');
const maskFile = sharedFile('data/ct/ibsi-phantom/nifti/mask/mask.nii.gz');

const references = table ? parseReferenceValues(readFileSync(table, 'utf8')) : [];
let phantom: { readonly image: Volume; readonly mask: Mask } | undefined;

// Consensus values of IBSI 1 (Zwanenburg et al., Radiology 295:328-338, 2020). A configuration that
// the table has no rows of is skipped.
for (const { letter, grid, resegmentation, bins } of ctConfigurations) {
  const rows = references.filter(({ configuration }) => configuration === letter);
  const absent = rows.length === 0 || !imageFile || !maskFile;
  test.skipIf(absent)(`the references of the CT phantom are met, configuration ${letter}`, () => {
    phantom ??= { image: readNifti(imageFile ?? ''), mask: readNiftiMask(maskFile ?? '') };
    const { image, mask } = prepareRegion(phantom.image, phantom.mask, grid, [0, 0, 0]);
    const intensity = regionOf(image, resegment(image, mask, resegmentation));
    const verdicts = conformance({ shape: regionOf(image, mask), intensity, bins }, rows);
    const { failed, passedOver } = ibsiOutcome(`IBSI CT phantom ${letter}`, verdicts);
    expect(failed).toEqual([]);
    expect(passedOver).toEqual([]);
    expect(verdicts).toHaveLength(rows.length);
  });
}
