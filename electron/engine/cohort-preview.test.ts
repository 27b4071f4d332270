import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bulkPath } from '#contract/bulk.ts';
import type { CohortFlow, CohortPlan } from '#contract/procedures/cohort.ts';
import { openStore } from '#engine/store/store.ts';
import { connect, temporaryFolder, type TestClient } from '../testing/engine-client.ts';
import { addCase } from '../testing/small-library.ts';
import { fillStudyLibrary } from '../testing/study-library.ts';
import { ctSlice, folderOf, stackOf } from '../testing/synthetic-ct.ts';
import { openEngine, type Engine } from './engine.ts';

let folder: ReturnType<typeof temporaryFolder>;
let engine: Engine;
let client: TestClient;
let cohortId: string;
let stored: CohortPlan;
/** A case without a mask and without a clinical record. */
let bare: string;

beforeEach(async () => {
  folder = temporaryFolder();
  const { supervisor } = fillStudyLibrary(folder.path);
  const store = openStore(folder.path);
  bare = addCase(store, 'patient-bare');
  store.close();
  engine = await openEngine({ dataDir: folder.path });
  client = connect(engine);
  await client.signIn(supervisor.id);
  ({ id: cohortId, plan: stored } = await client.value('cohorts.create', { name: 'First' }));
});
afterEach(async () => {
  client.close();
  await engine.close();
  folder.remove();
});

/** The stored plan with the rule that asks for a mask alone. */
const masksAlone = () => ({
  rules: stored.rules
    .filter(({ code }) => code === 'no-mask')
    .map((rule) => ({ ...rule, enabled: true })),
});

/** What the next preview counts: everybody, those without a mask, and those taken out by hand. */
async function counted() {
  const flow = await client.value('cohorts.preview', { cohortId, plan: masksAlone() });
  const excluded = flow.steps.map(({ excluded: { n } }) => n);
  return [flow.screened.n, ...excluded, flow.excludedByHand.n, flow.development.n];
}

test('whatever changes the library is in the next preview', async () => {
  expect(await counted()).toEqual([25, 1, 0, 16]);

  const dicom = folderOf(stackOf(8).map(ctSlice));
  const { jobId } = await client.value('import.start', { paths: [dicom] });
  expect(await client.finished(jobId)).toMatchObject({ state: 'done' });
  rmSync(dicom, { recursive: true });
  expect((await counted())[0]).toBe(26);

  // A scan in another hospital's set, and one more patient who has no CT at all.
  const [{ code }] = await client.value('cohorts.patients', { cohortId });
  const table = join(folder.path, 'clinical.csv');
  writeFileSync(table, `patient,hospital,pN\n${code},6,pN-\nelsewhere,1,pN+\n`);
  const mapping = { patient: 'patient', hospital: 'hospital', pN: 'pN' };
  const source = { paths: [table] };
  expect(await client.value('import.table', { source, mapping })).toMatchObject({ rejected: [] });
  expect(await counted()).toEqual([27, 3, 0, 15]);

  const draft = await client.value('annotation.open', { caseId: bare });
  const steps = bulkPath.draftSteps(draft.id, { after: 0, name: 'Brush' });
  const runs = new Uint8Array(Uint32Array.of(100, 30).buffer);
  await client.fetch(steps, { method: 'POST', body: runs });
  await client.value('annotation.finish', { draftId: draft.id });
  expect(await counted()).toEqual([27, 2, 0, 15]);

  const out = { cohortId, code, reason: 'another tumour' };
  await client.value('cohorts.exclude', out);
  expect(await counted()).toEqual([27, 2, 1, 15]);
  await client.value('cohorts.undo', { cohortId });
  expect(await counted()).toEqual([27, 2, 0, 15]);

  await client.value('cases.remove', { caseIds: [bare] });
  expect(await counted()).toEqual([26, 2, 0, 15]);
  await client.value('cases.restore', { caseIds: [bare] });
  expect(await counted()).toEqual([27, 2, 0, 15]);
});

test('the patients behind a number of a preview are those that it counted, and nothing is stored', async () => {
  const before = await client.value('cohorts.patients', { cohortId });
  const plan = { ...masksAlone(), match: { ...stored.match, exact: [] } };
  const flow: CohortFlow = await client.value('cohorts.preview', { cohortId, plan });
  const patients = await client.value('cohorts.patients', { cohortId, plan });
  const standing = Map.groupBy(patients, (patient) => patient.standing);
  expect(patients).toHaveLength(flow.screened.n);
  for (const { set, counts } of flow.sets) expect(standing.get(set)).toHaveLength(counts.n);
  const withoutMask = patients.filter(({ excludedBy }) => excludedBy === 'no-mask');
  expect(withoutMask.map(({ caseId }) => caseId)).toEqual([bare]);
  expect(await client.value('cohorts.patients', { cohortId })).toEqual(before);
});

test('patients of a plan that would leak are refused and audited, as its counts are', async () => {
  await client.value('cohorts.lock', { cohortId });
  const { id } = await client.value('cohorts.create', { name: 'Second' });
  const leaking = { cohortId: id, plan: { hospitals: { 6: 'development' as const } } };
  const reply = await client.call('cohorts.patients', leaking);
  expect(reply).toMatchObject({ ok: false, error: { code: 'test-hospital' } });
  const [last] = await client.value('audit.list', { limit: 1 });
  expect(last).toMatchObject({ action: 'test-set-refused', subject: id });
});
