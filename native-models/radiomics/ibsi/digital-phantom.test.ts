import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ibsiOutcome } from '../../testing/ibsi-outcome.ts';
import { readNifti, readNiftiMask } from '../../testing/read-nifti.ts';
import { sharedFile } from '../../testing/shared-data.ts';
import { regionOf } from '../region.ts';
import { conformance } from './conformance.ts';
import { ibsiDigitalPhantom } from './digital-phantom.ts';
import { parseReferenceValues } from './reference-values.ts';

const table = sharedFile('data/ibsi/ibsi1_reference.csv');
const files = 'data/ibsi/phantoms/ibsi_1_digital_phantom/nifti';
const imageFile = sharedFile(`${files}/image/phantom.nii.gz`);
const maskFile = sharedFile(`${files}/mask/mask.nii.gz`);

const { volume, mask } = ibsiDigitalPhantom();
const bins = { kind: 'fixed-width', width: 1, origin: 1 } as const;

test.skipIf(!imageFile || !maskFile)('the phantom typed here is the published one', () => {
  const image = readNifti(imageFile ?? '');
  expect([...volume.data]).toEqual([...image.data]);
  expect(volume.geometry).toEqual(image.geometry);
  expect([...mask.data]).toEqual([...readNiftiMask(maskFile ?? '').data]);
});

const references = (table ? parseReferenceValues(readFileSync(table, 'utf8')) : []).filter(
  ({ configuration }) => configuration === 'dig_phantom',
);

// Consensus values of IBSI 1 (Zwanenburg et al., Radiology 295:328-338, 2020), as many as there
// are. That each feature with a code has one is for conformance.test.ts, by the project's own table.
test.skipIf(references.length === 0)('the references of the digital phantom are met', () => {
  const region = regionOf(volume, mask);
  const verdicts = conformance({ shape: region, intensity: region, bins }, references);
  const { failed, passedOver } = ibsiOutcome('IBSI digital phantom', verdicts);
  expect(failed).toEqual([]);
  expect(passedOver).toEqual([]);
  expect(verdicts).toHaveLength(references.length);
});
