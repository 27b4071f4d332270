import { afterAll, expect, test } from 'vitest';
import type { TestTasks } from '../../testing/task-worker.ts';
import { workerPool } from './worker-pool.ts';

const pool = workerPool(new URL('../../testing/task-worker.ts', import.meta.url));
const run = pool.tasks<TestTasks>();
const running = { signal: new AbortController().signal, pool: 'bulk' } as const;
afterAll(() => pool.close());

test('runs a task from source in a thread and passes its progress on', async () => {
  const stages: string[] = [];
  const onProgress = (_progress: number, stage: string) => stages.push(stage);
  expect(await run('count', 3, { ...running, onProgress })).toBe(3);
  expect(stages).toContain('step 2');
});

test('an error with a code keeps code and details', async () => {
  const refused = await run('refuse', 'case-1', running).catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: 'mask-empty', details: { caseId: 'case-1' } });
});

test('a defect stays a defect', async () => {
  await expect(run('fail', 'spacing', running)).rejects.toThrow(new RangeError('spacing'));
});

test('a thread that ends under its task is a lost worker, and the next task runs', async () => {
  const lost = await run('exit', undefined, running).catch((error: unknown) => error);
  expect(lost).toMatchObject({ code: 'worker-lost', details: { task: 'exit' } });
  expect(await run('count', 1, running)).toBe(1);
});

test('aborting ends a task that never looks up', async () => {
  const stop = new AbortController();
  const spinning = run('spin', undefined, { signal: stop.signal, pool: 'interactive' });
  setTimeout(() => stop.abort(), 300);
  await expect(spinning).rejects.toMatchObject({ name: 'AbortError' });
  expect(await run('count', 1, { ...running, pool: 'interactive' })).toBe(1);
});

test('a process of its own passes progress on, keeps codes and defects, and is lost alone', async () => {
  const apart = { ...running, pool: 'apart' } as const;
  const stages: string[] = [];
  const onProgress = (_progress: number, stage: string) => stages.push(stage);
  expect(await run('count', 3, { ...apart, onProgress })).toBe(3);
  expect(stages).toContain('step 2');
  await expect(run('refuse', 'case-1', apart)).rejects.toMatchObject({ code: 'mask-empty' });
  await expect(run('fail', 'spacing', apart)).rejects.toThrow('spacing');
  await expect(run('exit', undefined, apart)).rejects.toMatchObject({ code: 'worker-lost' });
});

test('aborting kills the process of a task that never looks up', async () => {
  const stop = new AbortController();
  const spinning = run('spin', undefined, { signal: stop.signal, pool: 'apart' });
  await new Promise((resolve) => setTimeout(resolve, 1000));
  stop.abort();
  await expect(spinning).rejects.toMatchObject({ name: 'AbortError' });
});

test('the interactive thread is one and keeps what it holds', async () => {
  const options = { ...running, pool: 'interactive' } as const;
  const [first, second] = [
    await run('calls', undefined, options),
    await run('calls', undefined, options),
  ];
  expect(second).toBe(first + 1);
});
