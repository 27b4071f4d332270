import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bulkPath } from '#contract/bulk.ts';
import type { Person } from '#contract/people.ts';
import { openStore } from '#engine/store/store.ts';
import { connect, temporaryFolder, type TestClient } from '../testing/engine-client.ts';
import { addPerson } from '../testing/small-library.ts';
import { sharedFile } from '../testing/shared-data.ts';
import { openEngine, type Engine } from './engine.ts';

const folder = temporaryFolder();
/** Named at the start, and without any reference in it. */
const empty = join(folder.path, 'no-references');
let supervisor: Person;
let reader: Person;
let engine: Engine;
let client: TestClient;

beforeAll(async () => {
  const store = openStore(folder.path);
  supervisor = addPerson(store, 'supervisor', 'Supervisor');
  reader = addPerson(store, 'annotator', 'Reader');
  store.close();
  await open();
});
afterAll(async () => {
  await close();
  folder.remove();
});

async function open(): Promise<void> {
  engine = await openEngine({ dataDir: folder.path, referenceDir: empty });
  client = connect(engine);
  await client.signIn(supervisor.id);
}

async function close(): Promise<void> {
  client.close();
  await engine.close();
}

test('an installation is verified by its digital phantom, and the certificate outlives a restart', async () => {
  expect(await client.value('ibsi.certificate', {})).toBeNull();
  expect((await client.fetch(bulkPath.ibsiCertificate('csv'))).status).toBe(404);
  await client.signIn(reader.id);
  const { jobId } = await client.value('ibsi.verify', {});
  expect(await client.finished(jobId)).toMatchObject({ state: 'done', error: null });

  await close();
  await open();
  const made = await client.value('ibsi.certificate', {});
  expect(made?.counts.find(({ family }) => family === 'Run length matrix')).toMatchObject({
    ...{ part: 'ibsi1-digital', claimed: 96, passed: 96, failed: 0, notImplemented: 0 },
  });
  const missing = 'data/ibsi/ibsi1_reference.csv';
  expect(made?.certificate.absent).toContainEqual({ part: 'ibsi1-ct', missing });

  const json = await client.fetch(bulkPath.ibsiCertificate('json'));
  expect(JSON.parse(new TextDecoder().decode(json.bytes))).toEqual(made?.certificate);
  const csv = await client.fetch(bulkPath.ibsiCertificate('csv'));
  expect(new TextDecoder().decode(csv.bytes)).toContain(made?.certificate.settingsHash);
  const [entry] = await client
    .value('audit.list', { limit: 2 })
    .then((entries) => entries.filter(({ action }) => action === 'installation-verified'));
  expect(entry).toMatchObject({ who: reader.name, subject: made?.certificate.settingsHash });
});

test('a reference folder is chosen by keepers alone, and has to hold the tables', async () => {
  const good = join(folder.path, 'references');
  mkdirSync(join(good, 'data/ibsi'), { recursive: true });
  expect(await client.value('ibsi.reference', {})).toEqual({ folder: empty, from: 'started' });
  const refused = await client.call('ibsi.setReference', { folder: empty });
  expect(refused).toMatchObject({ ok: false, error: { code: 'not-found' } });
  await client.value('ibsi.setReference', { folder: good });
  expect(await client.value('ibsi.reference', {})).toEqual({ folder: good, from: 'library' });
  await client.value('ibsi.setReference', { folder: null });
  expect(await client.value('ibsi.reference', {})).toEqual({ folder: empty, from: 'started' });
  await client.signIn(reader.id);
  const blind = await client.call('ibsi.setReference', { folder: good });
  expect(blind).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
  await client.signIn(supervisor.id);
});

const shared = sharedFile('data/ibsi/ibsi1_reference.csv');
const absent = shared === undefined || !sharedFile('data/ct/ibsi-phantom/nifti');
test.skipIf(absent)(
  'a verification tells what it computes, can be cancelled, and leaves the last certificate',
  async () => {
    const before = await client.value('ibsi.certificate', {});
    await client.value('ibsi.setReference', { folder: join(shared ?? '', '../../..') });
    const { jobId } = await client.value('ibsi.verify', {});
    expect(await client.value('ibsi.verify', {})).toEqual({ jobId });
    const stop = new AbortController();
    for await (const event of client.watch('jobs.watch', {}, stop.signal)) {
      if (!event.ok || event.value.id !== jobId || !(Number(event.value.progress) > 0)) continue;
      expect(event.value.stage).not.toBe('');
      break;
    }
    stop.abort();
    await client.value('jobs.cancel', { jobId });
    expect((await client.finished(jobId)).state).toBe('cancelled');
    expect(await client.value('ibsi.certificate', {})).toEqual(before);
  },
);
