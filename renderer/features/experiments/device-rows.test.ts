import { expect, test } from 'vitest';
import { deviceLabel, deviceRows } from './device-rows.ts';

const device = (name: string, available: boolean, benchmarkSeconds: number | null) => ({
  ...{ name, available, benchmarkSeconds },
  note: '',
});

test('devices are compared with the processor, the available ones first', () => {
  const rows = deviceRows([
    device('cuda', false, null),
    device('webgpu', true, 0.25),
    device('cpu', true, 1),
  ]);
  expect(rows.map(({ name, speed }) => [name, speed])).toEqual([
    ['webgpu', 4],
    ['cpu', 1],
    ['cuda', null],
  ]);
  expect(rows.map(deviceLabel)).toEqual([
    'Graphics card (WebGPU), 4.0 times the processor',
    'Processor',
    'NVIDIA card (CUDA): not available here',
  ]);
});

test('before the processor is measured nothing is compared', () => {
  expect(deviceRows([device('webgpu', true, 0.25), device('cpu', true, null)])[0].speed).toBeNull();
});
