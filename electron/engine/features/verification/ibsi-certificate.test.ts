import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { ibsiPart, type IbsiCertificate } from '#contract/procedures/verification.ts';
import { familyTables } from '#native/radiomics/extraction-columns.ts';
import { ctConfigurations } from '#native/radiomics/ibsi/ct-configurations.ts';
import { filteredConfigurations } from '#native/radiomics/ibsi/filtered-configurations.ts';
import { certificateCsv } from './certificate-csv.ts';
import { ibsiCertificate } from './ibsi-certificate.ts';
import { ibsiCounts } from './ibsi-counts.ts';

const resourcesDir = join(import.meta.dirname, '../../../../resources');
const project = { resourcesDir, referenceDir: undefined, version: 'test' };
const shared = resolve(
  process.env['NODEWISE_SHARED'] ?? join(import.meta.dirname, '../../../../../shared'),
);

const folders: string[] = [];
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nodewise-ibsi-'));
  folders.push(folder);
  return folder;
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

// Consensus values of IBSI 1, see resources/ibsi/SOURCE.md.
test('the digital phantom is verified without any other file', async () => {
  const { values, absent, codeVersion, settingsHash } = await ibsiCertificate(project);
  expect(codeVersion).toBe('test');
  expect(settingsHash).toMatch(/^[0-9a-f]{64}$/);
  expect(values.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  expect(absent).toEqual(
    ['ibsi1-ct', 'ibsi2-maps', 'ibsi2-values'].map((part) => ({ part, missing: null })),
  );
  const counts = ibsiCounts(values);
  expect(counts.find(({ family }) => family === 'Run length matrix')).toMatchObject({
    ...{ claimed: 96, passed: 96, failed: 0, notImplemented: 0 },
  });
  expect(values.find(({ column }) => column === 'shape_VoxelVolume')).toMatchObject({
    ...{ ibsi: 'YEKZ', value: 592, reference: 592, tolerance: 4, outcome: 'passed' },
  });
});

test('a value that is not the reference’s is a failure, and is counted as one', async () => {
  const other = temporaryFolder();
  mkdirSync(join(other, 'ibsi'));
  const table = readFileSync(join(resourcesDir, 'ibsi/digital-phantom.csv'), 'utf8');
  writeFileSync(join(other, 'ibsi/digital-phantom.csv'), table.replace(',592,4', ',600,4'));
  const { values } = await ibsiCertificate({ ...project, resourcesDir: other });
  const failed = values.filter(({ outcome }) => outcome === 'failed');
  expect(failed.map(({ column }) => column)).toEqual(['shape_VoxelVolume']);
  const [morphology] = ibsiCounts(values);
  expect(morphology).toMatchObject({ family: 'Morphology', failed: 1 });
});

test('a folder says what it lacks; unknown configurations and maps are told, not dropped', async () => {
  const folder = temporaryFolder();
  const maps = join(folder, 'data/ibsi/ibsi2_phase1_response_maps');
  mkdirSync(maps, { recursive: true });
  mkdirSync(join(folder, 'data/ibsi/phantoms/ibsi_2_digital_phantom/nifti'), { recursive: true });
  mkdirSync(join(folder, 'data/ct/ibsi-phantom/nifti'), { recursive: true });
  for (const file of ['4_a_1-ValidCRM.nii.gz', 'anything.nii', 'README.md']) {
    writeFileSync(join(maps, file), '');
  }
  writeFileSync(
    join(folder, 'data/ibsi/ibsi1_reference.csv'),
    'config,family,family_code,feature,ibsi_code,aggregation,aggregation_code,value,tolerance\n' +
      'F,Statistics,UHIW,Mean,Q4LE,,,1,0\n',
  );
  const { values, absent } = await ibsiCertificate({ ...project, referenceDir: folder });
  const missing = 'data/ibsi/ibsi2_phase2_reference_values.csv';
  expect(absent).toEqual([{ part: 'ibsi2-values', missing }]);
  const unknown = values.filter(({ part }) => part !== 'ibsi1-digital');
  expect(unknown.map((v) => [v.part, v.configuration, v.value, v.outcome])).toEqual([
    ['ibsi1-ct', 'F', null, 'not implemented'],
    ['ibsi2-maps', '4.a.1', null, 'not implemented'],
    ['ibsi2-maps', 'anything', null, 'not implemented'],
  ]);
});

test('a table of the certificate has a row a value, with version and settings', async () => {
  const certificate = await ibsiCertificate(project);
  const [header, ...rows] = certificateCsv(certificate).trimEnd().split('\r\n');
  expect(header).toContain('part,configuration,family,feature,ibsi,aggregation,column,value');
  expect(rows).toHaveLength(certificate.values.length);
  const about = `test,${certificate.settingsHash},${certificate.computedAt}`;
  expect(rows.every((row) => row.endsWith(about))).toBe(true);
  expect(rows.some((row) => row.includes(',YEKZ,,shape_VoxelVolume,592,592,4,passed,'))).toBe(true);
  expect(rows.some((row) => row.includes(',"2D, averaged",'))).toBe(true);
});

const withData = test.skipIf(!existsSync(join(shared, 'data/ibsi')));

/** Codes of every feature that has columns. */
const claimedCodes = new Set(
  familyTables.flatMap(({ features }) => features.flatMap(({ ibsi }) => ibsi ?? [])),
);

withData(
  'every claimed value of both phantoms, filters and response maps conforms',
  async () => {
    const stages: string[] = [];
    const { values, absent } = await ibsiCertificate(
      { ...project, referenceDir: shared },
      (_share, stage) => stages.push(stage),
    );
    expect(values.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(stages[0]).toBe('digital phantom');
    const sums = Map.groupBy(ibsiCounts(values), ({ part }) => part);
    for (const [part, counts] of sums) {
      const sum = (of: 'claimed' | 'passed' | 'failed' | 'notImplemented'): number =>
        counts.reduce((total, count) => total + count[of], 0);
      console.info(
        `${part}: ${sum('claimed')} claimed, ${sum('passed')} passed, ${sum('failed')} failed, ` +
          `${sum('notImplemented')} not implemented`,
      );
    }
    // Whatever the folder holds: a part is either looked at or said to be absent, and a feature
    // that exists is compared in every configuration that does.
    const parts = [...sums.keys(), ...absent.map(({ part }) => part)];
    expect(parts.toSorted()).toEqual(ibsiPart.options.toSorted());
    const configurations = new Set<string>([
      ...ctConfigurations.map(({ letter }) => letter),
      ...filteredConfigurations.map(({ id }) => id),
    ]);
    const passedOver = values.filter(
      ({ part, configuration, ibsi, outcome }) =>
        outcome === 'not implemented' &&
        (part === 'ibsi1-digital' || configurations.has(configuration)) &&
        claimedCodes.has(ibsi),
    );
    expect(passedOver).toEqual([]);
  },
  240_000,
);

const otherMap = join(shared, 'data/ibsi/ibsi2_phase1_response_maps/5_a_1-ValidCRM.nii.gz');

test.skipIf(!existsSync(otherMap))('a response map that is another one’s fails', async () => {
  const folder = temporaryFolder();
  const maps = 'data/ibsi/ibsi2_phase1_response_maps';
  const phantom = 'data/ibsi/phantoms/ibsi_2_digital_phantom/nifti/impulse/image';
  for (const path of [maps, phantom]) mkdirSync(join(folder, path), { recursive: true });
  copyFileSync(join(shared, phantom, 'impulse.nii.gz'), join(folder, phantom, 'impulse.nii.gz'));
  copyFileSync(otherMap, join(folder, maps, '2_a-ValidCRM.nii.gz'));
  const { values } = await ibsiCertificate({ ...project, referenceDir: folder });
  const [map] = values.filter(({ part }) => part === 'ibsi2-maps');
  expect(map).toMatchObject({ configuration: '2.a', ibsi: 'L6PA', outcome: 'failed' });
  expect(map.voxels?.inside).toBeLessThan(map.voxels?.compared ?? 0);
});

test('a table of another form is an error that names the file and what is wrong', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'data/ibsi'), { recursive: true });
  mkdirSync(join(folder, 'data/ct/ibsi-phantom/nifti'), { recursive: true });
  const table = join(folder, 'data/ibsi/ibsi1_reference.csv');
  const certificate = async (text: string): Promise<IbsiCertificate> => {
    writeFileSync(table, text);
    return ibsiCertificate({ ...project, referenceDir: folder });
  };
  await expect(certificate('config;value\nA;1\n')).rejects.toMatchObject({
    code: 'image-unreadable',
    details: { file: 'ibsi1_reference.csv', reason: 'a table without the column "config"' },
  });
});
