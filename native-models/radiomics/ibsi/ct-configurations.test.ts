import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Mask, Volume } from '../../image/volume.ts';
import { readNifti } from '../../testing/read-nifti.ts';
import { sharedFile } from '../../testing/shared-data.ts';
import { prepareRegion } from '../grid/prepare-region.ts';
import { resegment } from '../grid/resegment.ts';
import { regionOf } from '../region.ts';
import { textureRegion } from '../texture/texture-region.ts';
import { ctConfigurations } from './ct-configurations.ts';
import { parseReferenceValues } from './reference-values.ts';
import { textureConformance, type Verdict } from './texture-conformance.ts';

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
  test.skipIf(absent)(`texture features of the CT phantom, configuration ${letter}`, () => {
    const { image, mask } = (phantom ??= readPhantom());
    const prepared = prepareRegion(image, mask, grid, [0, 0, 0]);
    const intensityMask = resegment(prepared.image, prepared.mask, resegmentation);
    const region = regionOf(prepared.image, intensityMask);
    const verdicts = textureConformance(textureRegion(region, bins), rows);
    const count = (outcome: Verdict['outcome']): number =>
      verdicts.filter((verdict) => verdict.outcome === outcome).length;
    console.info(
      `IBSI CT phantom ${letter}, texture: ${count('passed') + count('failed')} claimed, ` +
        `${count('passed')} passed, ${count('failed')} failed, ` +
        `${count('not implemented')} not implemented`,
    );
    expect(verdicts.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(count('passed')).toBeGreaterThan(50);
  });
}

function readPhantom(): { readonly image: Volume; readonly mask: Mask } {
  const { geometry, data } = readNifti(maskFile ?? '');
  return {
    image: readNifti(imageFile ?? ''),
    mask: { geometry, data: Uint8Array.from(data) },
  };
}
