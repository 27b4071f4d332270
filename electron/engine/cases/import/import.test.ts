import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bulkPath } from '#contract/bulk.ts';
import type { ImportReport } from '#contract/procedures/imports.ts';
import { maskOfSegment, readSeg } from '#engine/dicom/read-seg.ts';
import { readNifti } from '#engine/dicom/read-nifti.ts';
import { connect, temporaryFolder, type TestClient } from '../../../testing/engine-client.ts';
import { ctSlice, folderOf, stackOf } from '../../../testing/synthetic-ct.ts';
import { sharedFile } from '../../../testing/shared-data.ts';
import { voxelsOfRuns } from '../../../testing/voxels-of-runs.ts';
import { openEngine, type Engine } from '../../engine.ts';
import { safeParts } from './uploads.ts';

let folder: ReturnType<typeof temporaryFolder>;
let engine: Engine;
let client: TestClient;
let source: string | undefined;

beforeEach(async () => {
  folder = temporaryFolder();
  engine = await openEngine({ dataDir: join(folder.path, 'library') });
  client = connect(engine);
  const { id } = await client.value('people.addFirst', { name: 'Ann', role: 'supervisor' });
  await client.signIn(id);
});
afterEach(async () => {
  client.close();
  await engine.close();
  folder.remove();
  if (source !== undefined) rmSync(source, { recursive: true, force: true });
  source = undefined;
});

async function importFrom(...paths: string[]): Promise<ImportReport> {
  const { jobId, importId } = await client.value('import.start', { paths });
  await client.finished(jobId);
  return client.value('import.report', { importId });
}

const chest = (count = 25) => stackOf(count).map(ctSlice);

test('imports a series once, however often it is asked to', async () => {
  source = folderOf(chest());
  const first = await importFrom(source);
  expect(first).toMatchObject({ state: 'done', filesSeen: 25 });
  expect(first.imported).toMatchObject([{ code: 'P-0001', slices: 25 }]);

  const again = await importFrom(source);
  expect(again.imported).toEqual([]);
  expect(again.refused).toMatchObject([{ reason: 'already-in-library', count: 25 }]);
  expect(await client.value('cases.list', {})).toHaveLength(1);
});

test('a broken file never stops the rest, and is told with its reason', async () => {
  const files = chest();
  source = folderOf([...files, files[3].subarray(0, 700), Buffer.from('hello')]);
  const report = await importFrom(source);
  expect(report.imported).toHaveLength(1);
  const reasons = report.refused.map(({ reason, count }) => [reason, count]);
  expect(reasons).toContainEqual(['not-dicom', 1]);
  const named = report.refused.flatMap(({ files: names }) => names);
  expect(named.length).toBeGreaterThan(0);
  // As the person who chose the folder knows them.
  for (const name of named) expect(name).toMatch(/^\d{4}\.dcm$/);
});

test('what a browser sends up is imported and then gone', async () => {
  const { uploadId } = await client.value('import.openUpload', {});
  for (const [n, body] of chest().entries()) {
    const url = bulkPath.upload(uploadId, `scan/${n}.dcm`);
    expect((await client.fetch(url, { method: 'POST', body })).status).toBe(200);
  }
  const { jobId, importId } = await client.value('import.start', { uploadId });
  await client.finished(jobId);
  const { imported } = await client.value('import.report', { importId });
  expect(imported).toHaveLength(1);
  expect(existsSync(join(folder.path, 'library/uploads', uploadId))).toBe(false);
});

test.each(['../up.dcm', '/etc/passwd', 'a/../../b', 'a\\b', 'C:/x', '', 'a//b', 'a\u0000b'])(
  'an upload cannot be named %j',
  (name) => expect(() => safeParts(name)).toThrow('invalid-input'),
);

test('nothing that identifies the patient is in the library, apart from the key file', async () => {
  source = folderOf(chest());
  await importFrom(source);
  client.close();
  await engine.close();
  const library = join(folder.path, 'library');
  const hidden = /Muster|Erika|P-17|19600229|20240109|2024-01-09|1\.2\.3\.[124]/;
  const files = readdirSync(library, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const told = files.filter((file) => hidden.test(readFileSync(file, 'latin1')));
  expect(told.map((file) => basename(file))).toEqual(['keys.db']);
  engine = await openEngine({ dataDir: library });
  client = connect(engine);
});

test('a removed case is out of every list, and importing it again brings it back', async () => {
  source = folderOf(chest());
  const { imported } = await importFrom(source);
  const { caseId } = imported[0];
  await client.value('cases.remove', { caseIds: [caseId] });
  expect(await client.value('cases.list', {})).toEqual([]);
  const again = await importFrom(source);
  expect(again.imported.map((item) => item.caseId)).toEqual([caseId]);
  expect(await client.value('cases.list', {})).toHaveLength(1);
});

test('an import that was cancelled goes on when it is run again', async () => {
  source = folderOf([]);
  for (let series = 0; series < 6; series++) {
    const path = join(source, `series-${series}`);
    mkdirSync(path);
    for (const slice of stackOf(20)) {
      const elements = {
        SeriesInstanceUID: `1.2.3.2.${series}`,
        SOPInstanceUID: `1.2.3.9.${series}.${slice.z}`,
      };
      writeFileSync(join(path, `${slice.z}.dcm`), ctSlice({ ...slice, elements }));
    }
  }
  const { jobId, importId } = await client.value('import.start', { paths: [source] });
  let partial = await client.value('import.report', { importId });
  while (partial.imported.length < 2) partial = await client.value('import.report', { importId });
  await client.value('jobs.cancel', { jobId });
  expect((await client.finished(jobId)).state).toBe('cancelled');
  const cancelled = await client.value('import.report', { importId });
  expect(cancelled.state).toBe('cancelled');
  expect(cancelled.imported.length).toBeLessThan(6);

  const rest = await importFrom(source);
  expect(rest.imported.length).toBe(6 - cancelled.imported.length);
  expect(await client.value('cases.list', {})).toHaveLength(6);
});

test('a folder without a CT fails and says how many files it looked at', async () => {
  source = folderOf([Buffer.from('a'), Buffer.from('b')]);
  const { jobId } = await client.value('import.start', { paths: [source] });
  const job = await client.finished(jobId);
  expect(job).toMatchObject({ state: 'failed', error: { code: 'nothing-to-import' } });
  expect(job.error?.details).toEqual({ files: 2 });
});

test('clinical facts and pathology reach the patient by the real id and by the pseudonym', async () => {
  source = folderOf(chest());
  const { imported } = await importFrom(source);
  const { caseId, code } = imported[0];
  const table = join(folder.path, 'table.csv');
  writeFileSync(table, 'patient_id,age,sex,pN,hospital\nP-17,63,F,pN1,2\nP-99,50,M,pN0,1\n');
  const preview = await client.value('import.tablePreview', { paths: [table] });
  expect(preview.mapping).toMatchObject({ patient: 'patient_id', age: 'age', pN: 'pN' });
  const source_ = { paths: [table] };
  const report = await client.value('import.table', { source: source_, mapping: preview.mapping });
  expect(report).toMatchObject({ matched: 1, withoutCt: ['P-99'], rejected: [] });
  expect((await client.value('cases.get', { caseId })).clinical).toMatchObject({
    ageYears: 63,
    sex: 'female',
    hospital: '2',
    diameterCm: null,
  });
  expect(await client.value('cases.outcome', { caseId })).toMatchObject({ pN: 'pN+' });

  // A second table adds what it holds and leaves the rest.
  writeFileSync(table, `patient_id,diameter_cm\n${code},1.8\n`);
  const mapping = { patient: 'patient_id', diameter: 'diameter_cm' };
  await client.value('import.table', { source: source_, mapping });
  expect((await client.value('cases.get', { caseId })).clinical).toMatchObject({
    ageYears: 63,
    diameterCm: 1.8,
  });
});

test('a patient of the table without a CT is kept, and found by the CT that comes later', async () => {
  source = folderOf(chest());
  await importFrom(source);
  const table = join(folder.path, 'table.csv');
  writeFileSync(table, 'patient_id,age,pN\nP-17,63,pN1\nB-2,50,pN0\nP-0099,51,pN0\n');
  const order = {
    source: { paths: [table] },
    mapping: { patient: 'patient_id', age: 'age', pN: 'pN' },
  };
  const report = await client.value('import.table', order);
  // P-0099 has the form of a pseudonym, and the library has given none of this name.
  expect(report).toMatchObject({ matched: 1, withoutCt: ['B-2'], unknownPatients: ['P-0099'] });
  expect(await client.value('import.table', order)).toEqual(report);
  const { id: cohortId } = await client.value('cohorts.create', { name: 'Screened' });
  const patients = await client.value('cohorts.patients', { cohortId });
  expect(patients.map(({ code, facts, label }) => [code, facts.imaged, label])).toEqual([
    ['P-0001', true, 1],
    ['P-0002', false, 0],
  ]);

  const uids = { StudyInstanceUID: '1.2.4.1', SeriesInstanceUID: '1.2.4.2' };
  const second = stackOf(25).map((slice) => {
    const SOPInstanceUID = `1.2.4.5.${slice.z}`;
    return ctSlice({ ...slice, elements: { ...uids, SOPInstanceUID, PatientID: 'B-2' } });
  });
  rmSync(source, { recursive: true });
  source = folderOf(second);
  const { imported } = await importFrom(source);
  expect(imported).toMatchObject([{ code: 'P-0002' }]);
  const { clinical } = await client.value('cases.get', { caseId: imported[0].caseId });
  expect(clinical).toMatchObject({ ageYears: 50 });
  // Taken out of the library again, the patient is screened no longer.
  await client.value('cases.remove', { caseIds: [imported[0].caseId] });
  expect(await client.value('cohorts.patients', { cohortId })).toHaveLength(1);
});

test('a table of which nobody has a CT leaves nothing behind', async () => {
  const table = join(folder.path, 'table.csv');
  writeFileSync(table, 'patient_id,age\nA,63\nB,50\n');
  const mapping = { patient: 'patient_id', age: 'age' };
  const report = await client.value('import.table', { source: { paths: [table] }, mapping });
  expect(report).toMatchObject({ matched: 0, withoutCt: [], unknownPatients: ['A', 'B'] });
});

test('a table that does not fit is refused before anything changes', async () => {
  const table = join(folder.path, 'table.csv');
  writeFileSync(table, 'a,b\n1,2\n');
  const attempt = async (mapping: Record<string, string>) => {
    const reply = await client.call('import.table', { source: { paths: [table] }, mapping });
    return reply.ok ? 'ok' : JSON.stringify(reply.error);
  };
  expect(await attempt({})).toContain('mapping.patient');
  expect(await attempt({ patient: 'c' })).toContain('mapping.patient');
  writeFileSync(table, Buffer.from('PK\u0003\u0004'));
  expect(await attempt({ patient: 'a' })).toContain('table-unreadable');
});

test('a mask drawn on an imported series leaves as a DICOM SEG that lies where it was drawn', async () => {
  source = folderOf(chest());
  const { imported } = await importFrom(source);
  const { caseId } = imported[0];
  const draft = await client.value('annotation.open', { caseId });
  // Rows of 6 × 4 pixels: slices 2 and 3, columns 1 to 3 of row 2.
  const runs = [2, 3].flatMap((k) => [1 + 6 * (2 + 4 * k), 3]);
  const body = new Uint8Array(Uint32Array.from(runs).buffer);
  const url = bulkPath.draftSteps(draft.id, { after: 0, name: 'Brush' });
  await client.fetch(url, { method: 'POST', body });
  const version = await client.value('annotation.finish', { draftId: draft.id });
  const { jobId } = await client.value('export.start', { kind: 'dicom-seg', caseIds: [caseId] });
  const exportId = (await client.finished(jobId)).resultId ?? '';
  const { files } = await client.value('export.get', { exportId });
  const { bytes } = await client.fetch(bulkPath.export(exportId, files[0].name));
  const seg = await readSeg(bytes);
  expect(seg.segments).toMatchObject([{ number: 1, algorithmType: 'SEMIAUTOMATIC' }]);
  expect(seg.frames.map(({ positionMm }) => positionMm[2])).toEqual([2, 3]);
  const { geometry } = await client.value('cases.get', { caseId });
  const stored = await client.fetch(bulkPath.mask(version.id));
  const { data } = maskOfSegment(seg, 1, geometry);
  expect(voxelsOfRuns(stored.bytes)).toEqual([...data.keys()].filter((v) => data[v] === 1));
});

const phantom = sharedFile('data/ct/ibsi-phantom');
test.skipIf(!phantom)('the IBSI phantom has the voxels of its NIfTI file', async () => {
  const root = phantom ?? '';
  const report = await importFrom(join(root, 'dicom'));
  expect(report.refused).toMatchObject([{ reason: 'not-ct', count: 1 }]);
  const [{ caseId, flags }] = report.imported;
  expect(flags.map(({ code }) => code)).toContain('thick-slices');
  const { geometry, voxelType } = await client.value('cases.get', { caseId });
  expect([geometry.dimensions, voxelType]).toEqual([[204, 201, 60], 'int16']);
  const { bytes } = await client.fetch(bulkPath.volume(caseId));
  const nifti = join(root, 'nifti/image');
  const name = readdirSync(nifti).find((file) => file.endsWith('.nii.gz')) ?? '';
  const expected = readNifti(readFileSync(join(nifti, name)));
  const voxels = new Int16Array(bytes.slice().buffer);
  expect(voxels.length).toBe(expected.data.length);
  // NIfTI runs along RAS or LPS rows; compared in the order of the DICOM grid.
  expect(voxels).toEqual(Int16Array.from(expected.data));
});
