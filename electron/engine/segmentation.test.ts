import { afterEach, beforeEach, expect, test } from 'vitest';
import { bulkPath } from '#contract/bulk.ts';
import type { Job } from '#contract/procedures/jobs.ts';
import { openStore } from '#engine/store/store.ts';
import { connect, temporaryFolder, type TestClient } from '../testing/engine-client.ts';
import { openEngine, type Engine } from './engine.ts';

let folder: ReturnType<typeof temporaryFolder>;
let engine: Engine;
let client: TestClient;

beforeEach(async () => {
  folder = temporaryFolder();
  await open();
});
afterEach(async () => {
  await close();
  folder.remove();
});

async function open(): Promise<void> {
  engine = await openEngine({ dataDir: folder.path });
  client = connect(engine);
}
async function close(): Promise<void> {
  client.close();
  await engine.close();
}
async function signIn(role: string): Promise<void> {
  const { people } = await client.value('session.welcome', {});
  await client.signIn(people.find((person) => person.role === role)?.id ?? '');
}

/** The automatic outline's job of the one case, once it is there. */
async function outlining(): Promise<Job> {
  const stop = new AbortController();
  for await (const event of client.watch('jobs.watch', {}, stop.signal)) {
    if (!event.ok || event.value.kind !== 'segment') continue;
    stop.abort();
    return event.value;
  }
  throw new Error('no outline was queued');
}

// Synthesising a chest and searching it take seconds, and minutes on a busy machine.
const patienceMs = 300_000;

test(
  'a demo patient goes from DICOM to an offered outline, a click and a stored mask',
  async () => {
    const { jobId } = await client.value('demo.start', { patients: 1 });
    await signIn('annotator');
    expect((await client.finished(jobId)).state).toBe('done');
    const automatic = await outlining();
    expect((await client.finished(automatic.id)).error).toBeNull();

    const [summary] = await client.value('cases.list', {});
    expect(summary).toMatchObject({ code: 'P-0001', status: 'segmented' });
    const caseId = summary.id;
    const [best] = await client.value('segment.proposals', { caseId });
    const draft = await client.value('annotation.open', { caseId });
    expect(draft).toMatchObject({ base: 'proposal', steps: [] });
    expect(draft.measures.volumeMm3).toBeCloseTo(best.volumeMm3, 6);

    const points = [best.centreIjk];
    const clicked = await client.value('segment.click', { caseId, points });
    expect((await client.finished(clicked.jobId)).error).toBeNull();
    const [first] = await client.value('segment.proposals', { caseId });
    expect(first.origin).toBe('click');
    const operation = JSON.stringify({ kind: 'use-proposal', proposalId: first.id });
    const url = bulkPath.draftOperation(draft.id);
    const body = Buffer.from(operation);
    const { bytes: runs } = await client.fetch(url, { method: 'POST', body });
    const steps = bulkPath.draftSteps(draft.id, { after: 0, name: 'Use outline' });
    if (runs.length > 0) await client.fetch(steps, { method: 'POST', body: runs });
    const version = await client.value('annotation.finish', { draftId: draft.id });
    expect(version.volumeMm3).toBeCloseTo(first.volumeMm3, 6);
    expect(version).toMatchObject({ version: 2, author: 'Reader One (demo)' });
    expect((await client.value('cases.list', {}))[0].status).toBe('done');
  },
  patienceMs,
);

test(
  'closing leaves an outline to be made later; cancelling does not',
  async () => {
    const { jobId } = await client.value('demo.start', { patients: 1 });
    await signIn('supervisor');
    await client.finished(jobId);
    await outlining();
    await close();
    expect(pendingOutlines()).toBe(1);

    await open();
    await signIn('supervisor');
    const again = await outlining();
    await client.value('jobs.cancel', { jobId: again.id });
    expect((await client.finished(again.id)).state).toBe('cancelled');
    await close();
    expect(pendingOutlines()).toBe(0);
    await open();
  },
  patienceMs,
);

function pendingOutlines(): number {
  const store = openStore(folder.path);
  const { length } = store.segmentations.pending();
  store.close();
  return length;
}
