import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '#contract/people.ts';
import { openStore } from '#engine/store/store.ts';
import { connect, temporaryFolder } from '../testing/engine-client.ts';
import type { StoredCase } from '../testing/extraction-child.ts';
import { addPerson, addTumourCase } from '../testing/small-library.ts';
import { openEngine } from './engine.ts';

const folder = temporaryFolder();
const child = fileURLToPath(new URL('../testing/extraction-child.ts', import.meta.url));
let supervisor: Person;
let caseIds: string[];

beforeAll(() => {
  const store = openStore(folder.path);
  supervisor = addPerson(store, 'supervisor', 'Supervisor');
  caseIds = [2, 3, 4, 5, 2, 3, 4, 5].map((layers, n) =>
    addTumourCase(store, `patient-${n}`, layers),
  );
  store.close();
});
afterAll(() => folder.remove());

interface StoredSet {
  readonly id: string;
  readonly case_id: string;
}

/** What lies in the database, read as it is, in the order it was written. */
function storedSets(): StoredSet[] {
  const store = openStore(folder.path);
  try {
    return store.db.prepare<[], StoredSet>('select id, case_id from features order by rowid').all();
  } finally {
    store.close();
  }
}

/** Extracts in a process of its own and kills it once two cases are stored; answers these. */
async function extractUntilKilled(): Promise<string[]> {
  const running = fork(child, [folder.path, supervisor.id, ...caseIds], { execArgv: [] });
  const told: string[] = [];
  running.on('message', ({ caseId }: StoredCase) => {
    if (caseId !== null) told.push(caseId);
    if (told.length === 2) running.kill('SIGKILL');
  });
  const [, signal] = (await once(running, 'exit')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
  return told;
}

test('after kill -9 an extraction goes on: nothing is lost, nothing computed twice', async () => {
  const told = await extractUntilKilled();
  const before = storedSets();
  expect(before.map((set) => set.case_id)).toEqual(expect.arrayContaining(told));
  expect(before.length).toBeLessThan(caseIds.length);

  const engine = await openEngine({ dataDir: folder.path });
  const client = connect(engine);
  await client.signIn(supervisor.id);
  // The killed one tells that it was, with no more than what is stored.
  const [killed] = await client.value('features.extractions', {});
  expect(killed).toMatchObject({ state: 'interrupted', asked: 8, failed: [], endedAt: null });
  expect(killed.computed).toBeGreaterThanOrEqual(1);
  expect(killed.computed).toBeLessThanOrEqual(before.length);

  const { jobId } = await client.value('features.extract', { caseIds });
  expect(await client.finished(jobId)).toMatchObject({ state: 'done' });
  expect(await client.value('features.extraction', { jobId })).toMatchObject({
    ...{ state: 'done', asked: 8, failed: [] },
    ...{ skipped: before.length, computed: 8 - before.length },
  });
  expect(await client.value('audit.verify', {})).toMatchObject({ intact: true });
  client.close();
  await engine.close();

  const after = storedSets();
  expect(after.slice(0, before.length)).toEqual(before);
  expect(after.map((set) => set.case_id).sort()).toEqual(caseIds.toSorted());
});
