import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bulkPath } from '#contract/bulk.ts';
import type { Person } from '#contract/people.ts';
import { openStore } from '#engine/store/store.ts';
import { connect, temporaryFolder, type TestClient } from '../testing/engine-client.ts';
import { addCase, addMask, addPerson } from '../testing/small-library.ts';
import { writeSmallModelResources } from '../testing/small-model-resources.ts';
import { voxelsOfRuns } from '../testing/voxels-of-runs.ts';
import { openEngine, type Engine } from './engine.ts';

const folder = temporaryFolder();
const resourcesDir = join(folder.path, 'resources');
/** A block of 4 × 4 × 3 voxels of 0.5 × 0.5 × 1.25 mm. */
const block = [2, 3, 4].flatMap((k) =>
  [3, 4, 5, 6].flatMap((j) => [4, 5, 6, 7].map((i) => i + 12 * (j + 10 * k))),
);
let engine: Engine;
let client: TestClient;
let caseId: string;
let people: { supervisor: Person; clinician: Person };

beforeAll(async () => {
  writeSmallModelResources(resourcesDir);
  const store = openStore(join(folder.path, 'library'));
  caseId = addCase(store, 'patient');
  addMask(store, { caseId, author: null }, block);
  people = {
    supervisor: addPerson(store, 'supervisor', 'Supervisor'),
    clinician: addPerson(store, 'clinician', 'Clinician'),
  };
  store.close();
  engine = await openEngine({ dataDir: join(folder.path, 'library'), resourcesDir });
  client = connect(engine);
  await client.signIn(people.clinician.id);
});
afterAll(async () => {
  client.close();
  await engine.close();
  folder.remove();
});

test('a prediction stands with its mask, its model and what limits it', async () => {
  expect(await client.value('prediction.get', { caseId })).toBeNull();
  const { jobId } = await client.value('prediction.start', { caseId });
  const job = await client.finished(jobId);
  expect(job.error).toBeNull();
  const prediction = await client.value('prediction.get', { caseId });
  expect(prediction).toMatchObject({
    id: job.resultId,
    maskVersion: 1,
    maskAuthor: 'Automatic',
    model: { id: 'small', label: 'for tests', demo: true },
    // The centre of the block, to whole voxels.
    centreIjk: [6, 5, 3],
  });
  expect(prediction?.features).toHaveLength(2);
  const codes = prediction?.quality.map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining(['synthetic-model', 'automatic-mask']));
  expect(codes).not.toContain('slice-thickness');
});

test('the same inputs give the same number', async () => {
  const first = await client.value('prediction.get', { caseId });
  const { jobId } = await client.value('prediction.start', { caseId });
  await client.finished(jobId);
  const second = await client.value('prediction.get', { caseId });
  expect(second?.id).not.toBe(first?.id);
  expect(second?.probability).toBe(first?.probability);
  expect(second?.features).toEqual(first?.features);
});

test('features name their mask and settings, and the volume is that of the voxels', async () => {
  const { jobId } = await client.value('features.compute', { caseId });
  await client.finished(jobId);
  const set = await client.value('features.get', { caseId });
  expect(set?.settingsHash).toMatch(/^[0-9a-f]{64}$/);
  expect(set?.preset).toBe('ibsi-1364 version 1');
  expect(set?.values).toHaveLength(1364);
  expect(set?.values.map(({ column }) => column)).toContain('original_shape_VoxelVolume');
  const { masks } = await client.value('cases.get', { caseId });
  expect(set?.maskId).toBe(masks[0].id);
});

test('a new mask has neither features nor a prediction yet', async () => {
  await client.signIn(people.supervisor.id);
  const draft = await client.value('annotation.open', { caseId });
  const body = new Uint8Array(Uint32Array.of(block[0] - 1, 1).buffer);
  const url = bulkPath.draftSteps(draft.id, { after: 0, name: 'Brush' });
  expect((await client.fetch(url, { method: 'POST', body })).status).toBe(200);
  const version = await client.value('annotation.finish', { draftId: draft.id });
  expect(version).toMatchObject({ version: 2, author: 'Supervisor', voxels: block.length + 1 });
  expect(await client.value('prediction.get', { caseId })).toBeNull();
  expect(await client.value('features.get', { caseId })).toBeNull();

  const { jobId } = await client.value('prediction.start', { caseId });
  await client.finished(jobId);
  const prediction = await client.value('prediction.get', { caseId });
  expect(prediction).toMatchObject({ maskVersion: 2, maskAuthor: 'Supervisor' });
  expect(prediction?.quality.map(({ code }) => code)).not.toContain('automatic-mask');
});

test('done work is reopened from the own version, and old versions stay', async () => {
  const draft = await client.value('annotation.reopen', { caseId });
  expect(draft).toMatchObject({ base: 'version', steps: [], cursor: 0 });
  expect(draft.measures.voxels).toBe(block.length + 1);
  const { masks } = await client.value('cases.get', { caseId });
  expect(masks.map(({ version, source }) => [version, source])).toEqual([
    [2, 'corrected'],
    [1, 'automatic'],
  ]);
  const { bytes } = await client.fetch(bulkPath.mask(masks[1].id));
  expect(voxelsOfRuns(bytes)).toEqual(block);
});

test('features are exported with every digit and a dictionary', async () => {
  const { jobId } = await client.value('export.start', { kind: 'features-csv', caseIds: [caseId] });
  const exportId = (await client.finished(jobId)).resultId ?? '';
  const { files } = await client.value('export.get', { exportId });
  expect(files.map(({ name }) => name)).toEqual([
    'features.csv',
    'features-columns.csv',
    'features-manifest.json',
  ]);
  const { bytes } = await client.fetch(bulkPath.export(exportId, 'features.csv'));
  const [header, row] = Buffer.from(bytes)
    .toString('utf8')
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));
  const set = await client.value('features.get', { caseId });
  expect(
    header.filter((name) => /^(original|wavelet|log-sigma|gradient)[^_]*_/.test(name)),
  ).toHaveLength(1364);
  for (const { column, value } of set?.values ?? []) {
    expect(Number(row[header.indexOf(column)])).toBe(value);
  }
  expect(row[header.indexOf('mask_version')]).toBe('2');
});

test('masks leave as NIfTI into a folder of their own', async () => {
  const directory = join(folder.path, 'out');
  mkdirSync(directory);
  const { jobId } = await client.value('export.start', {
    kind: 'mask-nifti',
    caseIds: [caseId],
    directory,
  });
  expect((await client.finished(jobId)).state).toBe('done');
  const [made] = readdirSync(directory);
  const [file] = readdirSync(join(directory, made));
  expect(file).toMatch(/^P-0001_[0-9a-f]{8}_mask-v2\.nii\.gz$/);
  const voxels = gunzipSync(readFileSync(join(directory, made, file))).subarray(352);
  expect([...voxels].filter(Boolean)).toHaveLength(block.length + 1);
});

test('only names that the export listed can be fetched', async () => {
  const { jobId } = await client.value('export.start', { kind: 'image-nifti', caseIds: [caseId] });
  const exportId = (await client.finished(jobId)).resultId ?? '';
  for (const name of ['../../library.db', 'library.db', '..']) {
    expect((await client.fetch(bulkPath.export(exportId, name))).status).toBe(404);
  }
});

test('a clinician neither exports features nor sees pathology', async () => {
  await client.signIn(people.clinician.id);
  const exported = await client.call('export.start', { kind: 'features-csv', caseIds: [caseId] });
  const outcome = await client.call('cases.outcome', { caseId });
  for (const reply of [exported, outcome]) {
    expect(reply).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
  }
});
