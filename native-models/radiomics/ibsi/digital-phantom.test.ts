import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readNifti } from '../../testing/read-nifti.ts';
import { sharedFile } from '../../testing/shared-data.ts';
import { regionOf } from '../region.ts';
import { textureFamilies } from '../texture-families.ts';
import { textureRegion } from '../texture/texture-region.ts';
import { ibsiDigitalPhantom } from './digital-phantom.ts';
import { parseReferenceValues } from './reference-values.ts';
import { textureConformance, type Verdict } from './texture-conformance.ts';

const table = sharedFile('data/ibsi/ibsi1_reference.csv');
const files = 'data/ibsi/phantoms/ibsi_1_digital_phantom/nifti';
const imageFile = sharedFile(`${files}/image/phantom.nii.gz`);
const maskFile = sharedFile(`${files}/mask/mask.nii.gz`);

const { volume, mask } = ibsiDigitalPhantom();
const asItIs = { kind: 'fixed-width', width: 1, origin: 1 } as const;

test.skipIf(!imageFile || !maskFile)('the phantom typed here is the published one', () => {
  const image = readNifti(imageFile ?? '');
  expect([...volume.data]).toEqual([...image.data]);
  expect(volume.geometry).toEqual(image.geometry);
  expect([...mask.data]).toEqual([...readNifti(maskFile ?? '').data]);
});

// Consensus values of IBSI 1 (Zwanenburg et al., Radiology 295:328-338, 2020).
test.skipIf(!table)('all texture features agree with the references, by every aggregation', () => {
  const references = parseReferenceValues(readFileSync(table ?? '', 'utf8')).filter(
    ({ configuration }) => configuration === 'dig_phantom',
  );
  const verdicts = textureConformance(textureRegion(regionOf(volume, mask), asItIs), references);
  const count = (outcome: Verdict['outcome']): number =>
    verdicts.filter((verdict) => verdict.outcome === outcome).length;
  console.info(
    `IBSI digital phantom, texture: ${count('passed') + count('failed')} claimed, ` +
      `${count('passed')} passed, ${count('failed')} failed, ` +
      `${count('not implemented')} not implemented`,
  );
  expect(verdicts.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  // Every code that a family claims has references for each of its aggregations.
  const claimed = textureFamilies.flatMap(({ features }) =>
    features.flatMap(({ ibsi }) => ibsi ?? []),
  );
  const compared = new Set(verdicts.map(({ reference }) => reference.ibsi));
  expect(claimed.filter((code) => !compared.has(code))).toEqual([]);
});
