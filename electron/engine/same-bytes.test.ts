import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bulkPath } from '#contract/bulk.ts';
import type { ExportKind } from '#contract/procedures/risk.ts';
import type { Person } from '#contract/people.ts';
import { openStore } from '#engine/store/store.ts';
import { connect, temporaryFolder, type TestClient } from '../testing/engine-client.ts';
import { addPerson, addTumourCase } from '../testing/small-library.ts';
import { openEngine } from './engine.ts';

const folder = temporaryFolder();
const original = join(folder.path, 'original');
let supervisor: Person;
let caseIds: string[];

beforeAll(() => {
  const store = openStore(original);
  supervisor = addPerson(store, 'supervisor', 'Supervisor');
  caseIds = [2, 5, 3, 4].map((layers, n) => addTumourCase(store, `patient-${n}`, layers));
  store.close();
});
afterAll(() => folder.remove());

const kinds = ['features-csv', 'features-xlsx', 'features-parquet'] as const;

async function exported(
  client: TestClient,
  kind: ExportKind,
  ids: readonly string[],
): Promise<Uint8Array> {
  const { jobId } = await client.value('export.start', { kind, caseIds: [...ids] });
  const exportId = (await client.finished(jobId)).resultId ?? '';
  const { files } = await client.value('export.get', { exportId });
  return (await client.fetch(bulkPath.export(exportId, files[0].name))).bytes;
}

/** Extracts a copy of the library; answers the stored values as text, and each export's bytes. */
async function extraction(threads: number, order: readonly string[]) {
  const dataDir = join(folder.path, `${threads}-threads`);
  cpSync(original, dataDir, { recursive: true });
  const engine = await openEngine({ dataDir, threads });
  const client = connect(engine);
  await client.signIn(supervisor.id);
  const { jobId } = await client.value('features.extract', { caseIds: [...order] });
  await client.finished(jobId);
  const outcome = await client.value('features.extraction', { jobId });
  const files = [];
  for (const kind of kinds) files.push(await exported(client, kind, order));
  client.close();
  await engine.close();

  const store = openStore(dataDir);
  const stored = store.db
    .prepare('select case_id, settings_hash, feature_values from features order by case_id')
    .all();
  const written = store.db.prepare('select case_id from features order by rowid').pluck().all();
  store.close();
  return { outcome, files, stored, written };
}

test('threads and the order of cases change no byte of what is stored and exported', async () => {
  const one = await extraction(1, caseIds);
  const three = await extraction(3, caseIds.toReversed());
  expect(one.outcome).toMatchObject({ computed: 4, failed: [] });
  expect(three.outcome).toMatchObject({ computed: 4, failed: [] });
  // The runs differ where they may: one thread stores the cases as they were asked for.
  expect(one.written).toEqual(caseIds);
  expect(three.written).not.toEqual(one.written);

  expect(three.stored).toEqual(one.stored);
  for (const [n, bytes] of one.files.entries()) {
    expect(bytes.length, kinds[n]).toBeGreaterThan(10_000);
    expect(Buffer.compare(three.files[n], bytes), kinds[n]).toBe(0);
  }
});
