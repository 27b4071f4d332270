/**
 * Makes synthetic patients as training reads them: `node make-cases.ts FOLDER SEED FIRST STEP COUNT`.
 *
 * Each patient becomes two files, the prepared case and its radiomics features; what is there already
 * is left alone, so that several of these can share the work and a later run begins where one ended.
 */
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { synthesisePatient } from '#engine/cases/demo/synthesise.ts';
import { encodePrepared, prepareCase } from '#engine/training/prepared-case.ts';
import { isotropicCase } from '#native/image/preprocess/isotropic-case.ts';
import { radiomicsInput } from '#native/image/preprocess/radiomics-input.ts';
import { extractFeatures } from '#native/radiomics/registry.ts';
import { defaultRadiomicsSettings } from '#native/radiomics/settings.ts';
import { caseFiles } from './case-files.ts';

const [folder, ...numbers] = process.argv.slice(2);
const [seed, first, step, count] = numbers.map(Number);

for (let index = first; index < count; index += step) {
  const files = caseFiles(folder, index);
  if (existsSync(files.features)) continue;
  const { volume, noduleMask } = synthesisePatient(index, { seed });
  const { volume: image, mask } = radiomicsInput(isotropicCase(volume, noduleMask));
  const features = extractFeatures(image, mask, defaultRadiomicsSettings);
  writeFileSync(files.prepared, encodePrepared(prepareCase(volume, noduleMask)));
  // The features come last and at once: they are the sign that the patient is complete.
  writeFileSync(`${files.features}.part`, JSON.stringify(features.map(({ value }) => value)));
  renameSync(`${files.features}.part`, files.features);
  console.log(index);
}
