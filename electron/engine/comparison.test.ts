import { afterAll, beforeAll, expect, test } from 'vitest';
import { bulkPath } from '#contract/bulk.ts';
import type { Person } from '#contract/people.ts';
import type { ComparisonSide } from '#contract/procedures/feature-comparison.ts';
import type { ExportKind } from '#contract/procedures/risk.ts';
import { openStore } from '#engine/store/store.ts';
import { connect, temporaryFolder, type TestClient } from '../testing/engine-client.ts';
import { addMask, addPerson, addTumourCase } from '../testing/small-library.ts';
import { openEngine, type Engine } from './engine.ts';

const folder = temporaryFolder();
const column = 'original_shape_VoxelVolume';
let engine: Engine;
let client: TestClient;
let supervisor: Person;
let clinician: Person;
let caseIds: string[];
/** By case: the volume in the automatic and in the corrected outline, mm³. */
let volumes: { automatic: number; corrected: number }[];

async function start(): Promise<void> {
  engine = await openEngine({ dataDir: folder.path });
  client = connect(engine);
  await client.signIn(supervisor.id);
}

async function stop(): Promise<void> {
  client.close();
  await engine.close();
}

async function extractedVolumes(): Promise<number[]> {
  const { jobId } = await client.value('features.extract', { caseIds });
  await client.finished(jobId);
  const sets = await Promise.all(caseIds.map((caseId) => client.value('features.get', { caseId })));
  return sets.map((set) => set?.values.find((v) => v.column === column)?.value ?? NaN);
}

/** The first file of an export of every case. */
async function exported(kind: ExportKind): Promise<Uint8Array> {
  const { jobId } = await client.value('export.start', { kind, caseIds });
  const exportId = (await client.finished(jobId)).resultId ?? '';
  const { files } = await client.value('export.get', { exportId });
  return (await client.fetch(bulkPath.export(exportId, files[0].name))).bytes;
}

async function sentUp(name: string, body: Uint8Array): Promise<ComparisonSide> {
  const { uploadId } = await client.value('import.openUpload', {});
  await client.fetch(bulkPath.upload(uploadId, name), { method: 'POST', body });
  return { uploadId };
}

beforeAll(async () => {
  let store = openStore(folder.path);
  supervisor = addPerson(store, 'supervisor', 'Supervisor');
  clinician = addPerson(store, 'clinician', 'Clinician');
  caseIds = [2, 3, 4].map((layers, n) => addTumourCase(store, `patient-${n}`, layers));
  store.close();
  await start();
  const automatic = await extractedVolumes();
  await stop();

  store = openStore(folder.path);
  for (const caseId of caseIds) {
    const voxels = Array.from({ length: 300 }, (_, n) => 200 + n);
    addMask(store, { caseId, author: supervisor }, voxels);
  }
  store.close();
  await start();
  const corrected = await extractedVolumes();
  volumes = automatic.map((volume, n) => ({ automatic: volume, corrected: corrected[n] }));
});
afterAll(async () => {
  await stop();
  folder.remove();
});

async function version(masks: 'newest' | 'automatic' | 'corrected') {
  const { versions } = await client.value('comparison.choices', {});
  const { settingsHash, codeVersion } = versions[0];
  return { settingsHash, codeVersion, masks };
}

test('the library tells which versions it stores, and whose outlines', async () => {
  const choices = await client.value('comparison.choices', {});
  expect(choices.versions).toMatchObject([{ preset: 'ibsi-1364 version 1', cases: 3 }]);
  expect(choices.readers).toEqual([{ id: supervisor.id, name: 'Supervisor' }]);
});

test('automatic against corrected outlines: what moved, by how much, and why', async () => {
  const compared = await client.value('comparison.run', {
    first: await version('automatic'),
    second: await version('corrected'),
  });
  expect(compared).toMatchObject({ matchedBy: ['case'], cases: ['P-0001', 'P-0002', 'P-0003'] });
  expect(compared.columns).toHaveLength(1364);
  const facts = new Map(compared.facts.map(({ fact, cases }) => [fact, cases]));
  expect(Object.fromEntries(facts)).toEqual({ preset: 0, settings: 0, code: 0, image: 0, mask: 3 });

  const moved = compared.columns.find((c) => c.column === column);
  const differences = volumes.map(({ automatic, corrected }) => Math.abs(automatic - corrected));
  const relative = volumes.map((v, n) => differences[n] / Math.max(v.automatic, v.corrected));
  expect(moved).toMatchObject({
    moved: 3,
    maxAbsolute: Math.max(...differences),
    maxRelative: Math.max(...relative),
    worstCase: `P-000${relative.indexOf(Math.max(...relative)) + 1}`,
  });
});

test('the newest outlines are the corrected ones, and one reader’s are that reader’s', async () => {
  const corrected = await version('corrected');
  const sides = [await version('newest'), { ...corrected, masks: { readerId: supervisor.id } }];
  for (const first of sides) {
    const { columns, facts } = await client.value('comparison.run', { first, second: corrected });
    expect(columns.filter(({ moved }) => moved > 0)).toEqual([]);
    expect(facts.filter(({ cases }) => cases > 0)).toEqual([]);
  }
});

test.each(['features-csv', 'features-csv-semicolon'] as const)(
  'an export as %s holds the very numbers of the library',
  async (kind) => {
    const first = await sentUp('exported.csv', await exported(kind));
    const second = await version('newest');
    const { columns, cases, facts } = await client.value('comparison.run', { first, second });
    expect(cases).toHaveLength(3);
    expect(columns).toHaveLength(1364);
    expect(columns.filter(({ moved, oneSided }) => moved + oneSided > 0)).toEqual([]);
    expect(facts.map(({ cases: differing }) => differing)).toEqual([0, 0, 0, 0, 0]);
  },
);

test('what cannot be compared says why, by the file’s own name', async () => {
  const second = await version('newest');
  const text = (words: string) => new TextEncoder().encode(words);
  const first = await sentUp('notes.csv', text('hello\r\nworld\r\n'));
  expect(await client.call('comparison.run', { first, second })).toMatchObject({
    ok: false,
    error: { code: 'feature-table-unreadable', details: { file: 'notes.csv' } },
  });
  const nothing = { ...second, codeVersion: 'never' };
  expect(await client.call('comparison.run', { first: second, second: nothing })).toMatchObject({
    ok: false,
    error: { code: 'not-found', details: { what: 'features' } },
  });
});

test('a clinician does not compare readers', async () => {
  await client.signIn(clinician.id);
  const reply = await client.call('comparison.choices', {});
  expect(reply).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
  await client.signIn(supervisor.id);
});
