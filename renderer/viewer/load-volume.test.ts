import { expect, test } from 'vitest';
import { loadingOrder, loadingVolume } from './load-volume.ts';

const stored = Int16Array.from({ length: 6 * 20 }, (_, n) => n * 7 - 300);

function serve(init: RequestInit): Response {
  const [, from, to] = /bytes=(\d+)-(\d+)/.exec(new Headers(init.headers).get('Range') ?? '') ?? [];
  return new Response(stored.buffer.slice(Number(from), Number(to) + 1), { status: 206 });
}

const shape = { voxelType: 'int16', sliceVoxels: 6, slices: 20 } as const;

test('the slice to be shown comes first and alone, and every slice comes once', () => {
  const order = loadingOrder(300, 112, 16);
  expect(order[0]).toEqual({ from: 112, to: 113 });
  const seen = order.flatMap(({ from, to }) =>
    Array.from({ length: to - from }, (_, n) => from + n),
  );
  expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, n) => n));
});

test('voxels arrive unchanged, also when the engine is lost on the way', async () => {
  let requests = 0;
  const volume = loadingVolume(shape, async (init) =>
    ++requests === 2
      ? { ok: false, error: { code: 'engine-lost', details: {} } }
      : { ok: true, value: serve(init) },
  );
  const counts: number[] = [];
  const reply = await volume.load(13, (count) => counts.push(count), new AbortController().signal);
  expect(reply.ok).toBe(true);
  expect(volume.voxels).toEqual(stored);
  expect(counts[0]).toBe(1);
  expect(counts.at(-1)).toBe(20);
  expect(requests).toBe(4);
});

test('a server that knows no ranges is served as well', async () => {
  const whole = async () => ({ ok: true, value: new Response(stored.slice().buffer) }) as const;
  const volume = loadingVolume(shape, whole);
  await volume.load(0, () => undefined, new AbortController().signal);
  expect(volume.voxels).toEqual(stored);
});
