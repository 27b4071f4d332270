import { expect, test } from 'vitest';
import { askDevice } from './ask-device.ts';
import { benchmarkDevice, devices } from './devices.ts';

const order = { task: 'probe', provider: 'webgpu' } as const;
const beside = (name: string): URL => new URL(`./testing/${name}.ts`, import.meta.url);

test('every provider is listed, and why it cannot be used', async () => {
  const list = await devices();
  expect(list.map(({ name }) => name)).toEqual(['cpu', 'webgpu', 'cuda', 'directml', 'coreml']);
  expect(list[0]).toMatchObject({ available: true, obstacle: null });
  for (const { available, obstacle, note } of list) {
    expect(obstacle === null).toBe(available);
    expect(note).not.toBe('');
  }
  const foreign = process.platform === 'win32' ? 'coreml' : 'directml';
  expect(list.find(({ name }) => name === foreign)).toMatchObject({ obstacle: 'not-built' });
});

test('a driver that crashes costs an answer only', async () => {
  const asked = askDevice(order, { timeoutMs: 20_000, file: beside('aborting-process') });
  await expect(asked).rejects.toMatchObject({ provider: 'webgpu', obstacle: 'crashed' });
});

test('a driver that hangs is given up', async () => {
  const asked = askDevice(order, { timeoutMs: 500, file: beside('silent-process') });
  await expect(asked).rejects.toMatchObject({ obstacle: 'no-answer' });
});

test('asking can be cancelled', async () => {
  const signal = AbortSignal.timeout(300);
  const asked = askDevice(order, { signal, timeoutMs: 20_000, file: beside('silent-process') });
  await expect(asked).rejects.toThrow(/timeout/);
});

test('the processor is measured by training steps', async () => {
  const { seconds, cpuSeconds } = await benchmarkDevice('cpu');
  expect(seconds).toBe(cpuSeconds);
  expect(seconds).toBeGreaterThan(0.01);
});
