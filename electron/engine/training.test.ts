import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bulkPath } from '#contract/bulk.ts';
import type { Event } from '#contract/contract.ts';
import type { Run, RunSettings } from '#contract/procedures/experiments.ts';
import { createSession } from '#native/runtime/session.ts';
import { connect, temporaryFolder, type TestClient } from '../testing/engine-client.ts';
import { fillStudyLibrary, tinySettings } from '../testing/study-library.ts';
import { openEngine, type Engine } from './engine.ts';

const folder = temporaryFolder();
let engine: Engine;
let client: TestClient;
let supervisorId: string;

beforeAll(async () => {
  const { supervisor } = fillStudyLibrary(folder.path);
  supervisorId = supervisor.id;
  engine = await openEngine({ dataDir: folder.path });
  client = connect(engine);
  await client.signIn(supervisorId);
});
afterAll(async () => {
  client.close();
  await engine.close();
  folder.remove();
});

type RunEvent = Event<'experiments.watch'>;

/** Follows all runs until one event is what was waited for. */
async function until(reached: (event: RunEvent) => boolean): Promise<RunEvent> {
  const stop = new AbortController();
  for await (const event of client.watch('experiments.watch', {}, stop.signal)) {
    if (!event.ok || !reached(event.value)) continue;
    stop.abort();
    return event.value;
  }
  throw new Error('the stream ended');
}

async function ended(runId: string): Promise<Run> {
  const event = await until(
    (one) =>
      one.kind === 'run' && one.run.id === runId && !['queued', 'running'].includes(one.run.state),
  );
  if (event.kind !== 'run') throw new Error('not a run');
  return event.run;
}

/** What a job that ends well said of itself on the way. */
async function stagesOf(jobId: string): Promise<string[]> {
  const stop = new AbortController();
  const stages: string[] = [];
  for await (const event of client.watch('jobs.watch', {}, stop.signal)) {
    if (!event.ok || event.value.id !== jobId) continue;
    const { stage, state } = event.value;
    if (stage !== '') stages.push(stage);
    if (!['queued', 'running'].includes(state)) {
      expect(state).toBe('done');
      stop.abort();
      return stages;
    }
  }
  throw new Error('the stream ended before the job');
}

async function create(name: string, ...all: RunSettings[]): Promise<string[]> {
  const runs = all.map((settings, n) => ({ name: `${name} ${n}`, settings }));
  return (await client.value('experiments.create', { name, seed: 1, runs })).runs.map(
    ({ id }) => id,
  );
}

test('a run trains in its own process and is judged on every set', async () => {
  const [id] = await create('First', tinySettings);
  const run = await ended(id);
  expect(run.error).toBeNull();
  expect(run).toMatchObject({ state: 'done', epoch: 3, stepsPerEpoch: 3 });
  expect(run.epochs.map(({ epoch }) => epoch)).toEqual([0, 1, 2]);
  expect(run.epochs.every(({ seconds, crossEntropy }) => seconds > 0 && crossEntropy > 0)).toBe(
    true,
  );
  expect(run.best?.sets.map(({ set, n, positives }) => [set, n, positives])).toEqual([
    ['training', 12, 6],
    ['validation', 4, 2],
    ['test-1', 4, 2],
    ['test-2', 4, 2],
  ]);
  const [experiment] = await client.value('experiments.list', {});
  // The first feature tells pN+ by itself; beside it there is noise.
  const alone = experiment.radiomicsOnly.map(({ auc }) => auc ?? 0);
  expect(alone[0]).toBe(1);
  expect(Math.min(...alone)).toBeGreaterThan(0.7);
  const log = await client.value('experiments.log', { runId: id });
  expect(log.filter((line) => line.includes('Epoch '))).toHaveLength(3);
  expect(log.at(-1)).toMatch(/Done\.$/);
});

test('a paused run goes on where it stopped, before what was queued later', async () => {
  const [first, second] = await create('Queue', { ...tinySettings, epochs: 200 }, tinySettings);
  await until((event) => event.kind === 'step' && event.runId === first && event.epoch === 1);
  const paused = await client.value('experiments.pause', { runId: first });
  expect(paused.state).toBe('paused');
  expect(paused.epoch).toBeGreaterThanOrEqual(1);
  // Whoever waits takes the place, and is done before the first one returns to the end of the queue.
  const resumed = await client.value('experiments.resume', { runId: first });
  expect(resumed.state).toBe('queued');
  expect((await ended(second)).state).toBe('done');
  await until((event) => event.kind === 'step' && event.runId === first);
  const cancelled = await client.value('experiments.cancel', { runId: first });
  expect(cancelled.state).toBe('cancelled');
  expect(cancelled.epoch).toBeGreaterThanOrEqual(paused.epoch);
});

test('a run that waits is cancelled from the list of jobs and never starts', async () => {
  const [first, second] = await create('Waiting', { ...tinySettings, epochs: 200 }, tinySettings);
  const waiting = (await client.value('jobs.list', {})).find(({ state }) => state === 'queued');
  await client.value('jobs.cancel', { jobId: waiting?.id ?? '' });
  expect((await ended(second)).state).toBe('cancelled');
  await client.value('experiments.cancel', { runId: first });
  expect((await client.value('experiments.log', { runId: second })).length).toBe(0);
});

test('a run on a device that is not there fails with its reason, and the queue goes on', async () => {
  const before = (await client.value('experiments.list', {})).length;
  const settings = { ...tinySettings, device: 'none' };
  const runs = [{ name: 'No device', settings }];
  const created = await client.value('experiments.create', { name: 'Device', seed: 2, runs });
  const failed = await ended(created.runs[0].id);
  expect(failed).toMatchObject({ state: 'failed', error: { code: 'device-unavailable' } });
  expect(await client.value('experiments.list', {})).toHaveLength(before + 1);
});

test('a run that is done predicts the library’s cases once, and becomes weights to begin from', async () => {
  const [id] = await create('Keep', { ...tinySettings, epochs: 1 });
  const early = await client.call('experiments.infer', { runId: id });
  expect(early).toMatchObject({ ok: false, error: { code: 'run-not-done' } });
  await ended(id);
  // What only a run that goes on would need is gone.
  await expect
    .poll(() => readdirSync(join(folder.path, 'runs', id)))
    .toEqual(['epochs.jsonl', 'selected.safetensors']);

  const predictions = await client.value('experiments.predictions', { runId: id });
  expect(predictions).toHaveLength(24);
  const infer = async () =>
    stagesOf((await client.value('experiments.infer', { runId: id })).jobId);
  expect(await infer()).not.toEqual([]);
  const inferences = await client.value('experiments.inferences', { runId: id });
  // Every case of this library is in a set, with the same mask.
  const byCase = new Map(predictions.map(({ caseId, probability }) => [caseId, probability]));
  expect(inferences).toHaveLength(24);
  expect(inferences.every(({ caseId, probability }) => byCase.get(caseId) === probability)).toBe(
    true,
  );
  // Nothing is left to compute.
  expect(await infer()).toEqual([]);

  // Any ONNX Runtime runs the file; here our own does.
  const onnx = await client.fetch(bulkPath.runModel(id, 'onnx'));
  const session = await createSession(onnx.bytes);
  expect(session.inputs.map(({ name }) => name)).toEqual(['x', 'radiomics']);
  expect(session.outputs.map(({ name }) => name)).toEqual(['probability', 'logits']);
  await session.dispose();
  const path = join(folder.path, 'model.onnx');
  const { bytes } = await client.value('experiments.export', { runId: id, path });
  expect(readFileSync(path).equals(onnx.bytes)).toBe(true);
  expect(bytes).toBe(onnx.bytes.length);
  const wrong = await client.call('experiments.export', { runId: id, path: `${path}.txt` });
  expect(wrong).toMatchObject({ ok: false, error: { code: 'invalid-input' } });

  const { modelId } = await client.value('experiments.keep', { runId: id, name: 'Tiny' });
  const [kept] = await client.value('weights.list', {});
  expect(kept).toMatchObject({ id: modelId, name: 'Tiny', format: 'safetensors' });
  const [next] = await create('From it', { ...tinySettings, epochs: 1, weightsId: modelId });
  expect((await ended(next)).state).toBe('done');
  const log = await client.value('experiments.log', { runId: next });
  expect(log.some((line) => line.includes(`${kept.tensors} tensors from the chosen weights`))).toBe(
    true,
  );
});

test('an engine that closes pauses what computes; what waited begins with the next one', async () => {
  const long = { ...tinySettings, epochs: 200 };
  const [first, second] = await create('Restart', long, { ...tinySettings, epochs: 1 });
  await until((event) => event.kind === 'step' && event.runId === first);
  client.close();
  await engine.close();

  engine = await openEngine({ dataDir: folder.path, trainQueued: true });
  client = connect(engine);
  await client.signIn(supervisorId);
  expect((await ended(second)).state).toBe('done');
  const [{ runs }] = await client.value('experiments.list', {});
  expect(runs.map(({ state }) => state)).toEqual(['paused', 'done']);
});
