import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Job } from '#contract/procedures/jobs.ts';
import { eventHub } from './event-hub.ts';
import { jobQueue, type JobSpec } from './job-queue.ts';
import { secondsLeft } from './time-left.ts';

const toWire = () => ({ code: 'internal', details: { logId: 'l1' } }) as const;

function spec(changes: Partial<JobSpec>): JobSpec {
  return {
    kind: 'features',
    lane: 'bulk',
    caseId: null,
    title: 'Work',
    ownerId: 'p1',
    run: async () => 'made',
    ...changes,
  };
}
const untilAborted =
  (ended: string[], name: string): JobSpec['run'] =>
  ({ signal }) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        ended.push(name);
        reject(new DOMException('stopped', 'AbortError'));
      });
    });

test('a job ends with what it made', async () => {
  const queue = jobQueue(toWire);
  const { id } = queue.start(spec({}));
  expect(await queue.finished(id)).toMatchObject({
    state: 'done',
    progress: 1,
    resultId: 'made',
    error: null,
  });
});

test('a job that throws has failed with plain data', async () => {
  const queue = jobQueue(toWire);
  const { id } = queue.start(
    spec({
      run: async () => {
        throw new RangeError('x');
      },
    }),
  );
  expect(await queue.finished(id)).toMatchObject({
    state: 'failed',
    error: { code: 'internal', details: { logId: 'l1' } },
  });
});

test('a lane runs as many as it may; another lane does not wait for it', async () => {
  const queue = jobQueue(toWire);
  const ended: string[] = [];
  const first = queue.start(spec({ run: untilAborted(ended, 'first') }));
  const second = queue.start(spec({ run: async () => 'second' }));
  const click = queue.start(spec({ lane: 'interactive' }));
  expect((await queue.finished(click.id)).state).toBe('done');
  expect(queue.get(second.id)?.job.state).toBe('queued');
  queue.cancel(first.id);
  expect((await queue.finished(first.id)).state).toBe('cancelled');
  expect((await queue.finished(second.id)).resultId).toBe('second');
});

test('a cancelled job that waited never starts', async () => {
  const queue = jobQueue(toWire);
  const ended: string[] = [];
  const first = queue.start(spec({ run: untilAborted(ended, 'first') }));
  let started = false;
  const second = queue.start(
    spec({
      run: async () => {
        started = true;
        return null;
      },
    }),
  );
  queue.cancel(second.id);
  queue.cancel(first.id);
  await queue.finished(first.id);
  await wait(10);
  expect(started).toBe(false);
  expect(queue.get(second.id)?.job.state).toBe('cancelled');
});

test('watching tells the present state first, then changes, until it is aborted', async () => {
  const queue = jobQueue(toWire);
  const { id } = queue.start(spec({}));
  await queue.finished(id);
  const stop = new AbortController();
  const seen: Job['state'][] = [];
  for await (const { job } of queue.watch(stop.signal)) {
    seen.push(job.state);
    if (seen.length === 1) queue.start(spec({ lane: 'interactive' }));
    if (seen.length > 1 && job.state === 'done') stop.abort();
  }
  expect(seen[0]).toBe('done');
  expect(seen.at(-1)).toBe('done');
});

test('closing stops everything', async () => {
  const queue = jobQueue(toWire);
  const ended: string[] = [];
  queue.start(spec({ run: untilAborted(ended, 'running') }));
  queue.start(spec({ run: untilAborted(ended, 'waiting') }));
  await queue.close();
  expect(ended).toEqual(['running']);
  expect(queue.list().map(({ job }) => job.state)).toEqual(['cancelled', 'cancelled']);
});

test('a slow follower gets the newest event of each key, in order of change', async () => {
  const hub = eventHub<{ key: string; n: number }>(({ key }) => key);
  const stop = new AbortController();
  const events = hub.follow(stop.signal);
  for (const n of [1, 2, 3]) hub.publish({ key: 'a', n });
  hub.publish({ key: 'b', n: 4 });
  hub.publish({ key: 'a', n: 5 });
  expect((await events.next()).value).toEqual({ key: 'b', n: 4 });
  expect((await events.next()).value).toEqual({ key: 'a', n: 5 });
  stop.abort();
  expect((await events.next()).done).toBe(true);
});

test('time left is told when it is worth something', () => {
  expect(secondsLeft(0.25, 10_000)).toBe(30);
  expect(secondsLeft(null, 10_000)).toBeNull();
  expect(secondsLeft(0.01, 10_000)).toBeNull();
  expect(secondsLeft(0.5, 500)).toBeNull();
});
