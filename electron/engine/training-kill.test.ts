import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '#contract/people.ts';
import { connect, temporaryFolder } from '../testing/engine-client.ts';
import { fillStudyLibrary } from '../testing/study-library.ts';
import type { RunEventMessage } from '../testing/training-messages.ts';
import { openEngine } from './engine.ts';

const folder = temporaryFolder();
const child = fileURLToPath(new URL('../testing/training-child.ts', import.meta.url));
let supervisor: Person;

beforeAll(() => ({ supervisor } = fillStudyLibrary(folder.path)));
afterAll(() => folder.remove());

/** Trains in a process of its own and kills it in the second epoch of the second run. */
async function trainUntilKilled(): Promise<void> {
  const running = fork(child, [folder.path, supervisor.id], { execArgv: [] });
  running.on('message', ({ run, epoch }: RunEventMessage) => {
    if (run === 1 && epoch === 1) running.kill('SIGKILL');
  });
  const [, signal] = (await once(running, 'exit')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
}

test('after kill -9 in the second epoch a run goes on and ends with the same bytes', async () => {
  await trainUntilKilled();
  const engine = await openEngine({ dataDir: folder.path });
  const client = connect(engine);
  await client.signIn(supervisor.id);
  const [{ runs }] = await client.value('experiments.list', {});
  const [straight, killed] = runs;
  expect(straight.state).toBe('done');
  expect(killed).toMatchObject({ state: 'paused', epoch: 1, error: null });

  await client.value('experiments.resume', { runId: killed.id });
  const [job] = await client.value('jobs.list', {});
  expect(await client.finished(job.id)).toMatchObject({ kind: 'train', state: 'done' });
  const [{ runs: after }] = await client.value('experiments.list', {});
  expect(after[1]).toMatchObject({ state: 'done', epoch: 3, best: straight.best });
  const log = await client.value('experiments.log', { runId: killed.id });
  expect(log.some((line) => line.endsWith('Going on after epoch 1.'))).toBe(true);

  const bytes = (run: string, file: string) => readFileSync(join(folder.path, 'runs', run, file));
  const file = 'selected.safetensors';
  const [first, second] = [bytes(straight.id, file), bytes(killed.id, file)];
  expect(first.length).toBeGreaterThan(10_000);
  expect(Buffer.compare(first, second)).toBe(0);
  const metrics = (all: typeof straight.epochs) => all.map(({ seconds: _, ...rest }) => rest);
  expect(metrics(after[1].epochs)).toEqual(metrics(straight.epochs));
  client.close();
  await engine.close();
}, 240_000);
