import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError } from '#contract/errors.ts';
import type { Person } from '#contract/people.ts';
import { extractCohort } from '#engine/features/extract-cohort.ts';
import { studyPreset } from '#engine/features/feature-preset.ts';
import type { FeatureTasks } from '#engine/features/feature-tasks.ts';
import { libraryChanges } from '#engine/jobs/library-changes.ts';
import { workerPool } from '#engine/jobs/worker-pool.ts';
import { failures } from '#engine/rpc/failures.ts';
import { openStore } from '#engine/store/store.ts';
import { connect, temporaryFolder, type TestClient } from '../testing/engine-client.ts';
import { addCase, addPerson, addTumourCase } from '../testing/small-library.ts';
import { openEngine, type Engine } from './engine.ts';

const resources = fileURLToPath(new URL('../../resources', import.meta.url));
const folder = temporaryFolder();
let engine: Engine;
let client: TestClient;
let supervisor: Person;
/** Cases with a mask of 2, 3 and 4 layers, and one without. */
let masked: string[];
let bare: string;

beforeAll(async () => {
  const store = openStore(folder.path);
  supervisor = addPerson(store, 'supervisor', 'Supervisor');
  masked = [2, 3, 4].map((layers) => addTumourCase(store, `patient-${layers}`, layers));
  bare = addCase(store, 'patient-bare');
  store.close();
  engine = await openEngine({ dataDir: folder.path });
  client = connect(engine);
  await client.signIn(supervisor.id);
});
afterAll(async () => {
  client.close();
  await engine.close();
  folder.remove();
});

async function extract(caseIds: string[]) {
  const { jobId } = await client.value('features.extract', { caseIds });
  expect(await client.finished(jobId)).toMatchObject({ state: 'done', error: null });
  return client.value('features.extraction', { jobId });
}

test('a cohort is extracted, and a case that cannot be says why', async () => {
  const outcome = await extract([...masked.slice(0, 2), masked[0], bare, 'nobody']);
  expect(outcome).toMatchObject({ computed: 2, skipped: 0 });
  const reasons = outcome.failed.map(({ caseId, code, error }) => [caseId, code, error.code]);
  expect(reasons).toEqual([
    [bare, 'P-0004', 'mask-missing'],
    ['nobody', null, 'not-found'],
  ]);
});

test('nothing is computed twice, also after the engine was stopped', async () => {
  const before = await client.value('features.get', { caseId: masked[0] });
  client.close();
  await engine.close();
  engine = await openEngine({ dataDir: folder.path });
  client = connect(engine);
  await client.signIn(supervisor.id);
  expect(await extract(masked)).toMatchObject({ computed: 1, skipped: 2, failed: [] });
  expect((await client.value('features.get', { caseId: masked[0] }))?.id).toBe(before?.id);
});

test('the failures of an extraction are still told after the engine was stopped', async () => {
  const [second, first] = await client.value('features.extractions', {});
  expect(second).toMatchObject({ state: 'done', asked: 3, failed: [] });
  expect(first).toMatchObject({ state: 'done', asked: 4, computed: 2, error: null });
  expect(first.failed.map(({ code, error }) => [code, error.code])).toEqual([
    ['P-0004', 'mask-missing'],
    [null, 'not-found'],
  ]);
  expect(Date.parse(first.endedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(first.startedAt));
});

test('a column’s distribution holds every case’s own value, and the percentiles follow from it', async () => {
  const column = 'original_shape_VoxelVolume';
  const distribution = await client.value('features.distribution', { column });
  for (const caseId of masked) {
    const set = await client.value('features.get', { caseId });
    const own = set?.values.find((value) => value.column === column)?.value;
    expect(distribution).toContainEqual({ caseId, value: own });
  }
  expect(distribution).toHaveLength(3);
  // More layers, more volume: none, one, then two of the three are smaller.
  for (const [smaller, caseId] of masked.entries()) {
    const { cases, percentiles } = await client.value('features.percentiles', { caseId });
    expect(cases).toBe(3);
    expect(percentiles[column]).toBeCloseTo(smaller / 3, 12);
  }
});

test('a removed case leaves the cohort, and one without features is not in it', async () => {
  await client.value('cases.remove', { caseIds: [masked[2]] });
  const column = 'original_firstorder_Mean';
  expect(await client.value('features.distribution', { column })).toHaveLength(2);
  await client.value('cases.restore', { caseIds: [masked[2]] });
  expect(await client.value('features.percentiles', { caseId: bare })).toEqual({
    cases: 3,
    percentiles: {},
  });
});

test('a cancelled extraction keeps what it finished, and goes on from there', async () => {
  const other = temporaryFolder();
  const store = openStore(other.path);
  const pool = workerPool(new URL('./worker.ts', import.meta.url));
  try {
    const person = addPerson(store, 'supervisor', 'Supervisor');
    const caseIds = [2, 3, 4, 5].map((n) => addTumourCase(store, `patient-${n}`, n));
    const services = {
      ...{ store, changes: libraryChanges(), version: 'test' },
      preset: studyPreset(resources),
      run: pool.tasks<FeatureTasks>(),
      failures: failures(String),
      threads: 2,
    };
    const stop = new AbortController();
    const stopped = extractCohort(
      services,
      { caseIds, person },
      {
        jobId: 'stopped',
        signal: stop.signal,
        report: (progress) => {
          if (progress !== 0) stop.abort(new AppError('job-cancelled', { jobId: 'stopped' }));
        },
      },
    );
    await expect(stopped).rejects.toThrow();
    const again = await extractCohort(
      services,
      { caseIds, person },
      {
        jobId: 'again',
        signal: new AbortController().signal,
        report: () => undefined,
      },
    );
    expect(again.skipped).toBeGreaterThan(0);
    expect(again).toEqual({ computed: 4 - again.skipped, skipped: again.skipped, failed: [] });
  } finally {
    await pool.close();
    store.close();
    other.remove();
  }
});

test('a cancelled extraction says so, with what it had computed', async () => {
  const other = temporaryFolder();
  const store = openStore(other.path);
  const person = addPerson(store, 'supervisor', 'Supervisor');
  const caseIds = [2, 3, 4, 5].map((n) => addTumourCase(store, `patient-${n}`, n));
  store.close();
  const own = await openEngine({ dataDir: other.path, threads: 1 });
  const window = connect(own);
  try {
    await window.signIn(person.id);
    const following = new AbortController();
    const changes = window.watch('library.watch', {}, following.signal);
    const { jobId } = await window.value('features.extract', { caseIds });
    for await (const event of changes) if (event.ok && event.value.topic === 'features') break;
    following.abort();
    await window.value('jobs.cancel', { jobId });
    expect(await window.finished(jobId)).toMatchObject({ state: 'cancelled' });
    const outcome = await window.value('features.extraction', { jobId });
    expect(outcome).toMatchObject({ state: 'cancelled', asked: 4, failed: [] });
    expect(outcome.computed).toBeGreaterThanOrEqual(1);
    expect(outcome.computed).toBeLessThan(4);
    expect(await window.value('features.members', {})).toHaveLength(outcome.computed);
  } finally {
    window.close();
    await own.close();
    other.remove();
  }
});
