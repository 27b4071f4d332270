import { expect, test } from 'vitest';
import { tinySettings } from '../../testing/study-library.ts';
import { runInProcess } from './run-process.ts';
import type { TrainMessage, TrainOrder } from './train-order.ts';

/** A process that does what the first word of its order's folder says. */
const entry = new URL('../../testing/order-process.ts', import.meta.url);
const orderTo = (folder: string): TrainOrder => ({
  ...{ settings: tinySettings, settingsHash: '', codeVersion: '', folder, cases: [] },
  ...{ radiomicsCount: 10, weights: null, selected: null, threads: 1 },
});
const running = { entry, signal: new AbortController().signal, onMessage: () => undefined };
const outcome = (folder: string) =>
  runInProcess(orderTo(folder), running).catch((error: unknown) => error);

test.each(['abort', 'kill', 'fill the memory'])(
  'a process that ends by %s had no memory',
  async (how) => {
    expect(await outcome(how)).toMatchObject({
      code: 'training-out-of-memory',
      details: { batch: 4, inputSize: 32, width: 1 / 16, normalisation: 'batch' },
    });
  },
);

test('a process that ends without a word is lost', async () => {
  expect(await outcome('exit')).toMatchObject({
    code: 'worker-lost',
    details: { task: 'training' },
  });
});

test('an error of the process keeps its code and details', async () => {
  const refused = await outcome('refuse');
  expect(refused).toMatchObject({ code: 'weights-unfit', details: { name: 'a', network: 'swin' } });
});

test('a process that computes without looking up is ended', async () => {
  const stop = new AbortController();
  const seen: TrainMessage[] = [];
  const spinning = runInProcess(orderTo('spin'), {
    entry,
    signal: stop.signal,
    onMessage: (message) => {
      seen.push(message);
      stop.abort();
    },
  });
  await expect(spinning).rejects.toMatchObject({ name: 'AbortError' });
  expect(seen).toHaveLength(1);
});
