import type { ComputeDevice } from '#contract/procedures/experiments.ts';

/** The device that every machine has, and that others are compared with. */
const processor = 'cpu';

export const deviceWords: Readonly<Record<string, string>> = {
  cpu: 'Processor',
  webgpu: 'Graphics card (WebGPU)',
  cuda: 'NVIDIA card (CUDA)',
  directml: 'Graphics card (DirectML)',
  coreml: 'Apple silicon (Core ML)',
};

export interface DeviceRow extends ComputeDevice {
  readonly id: string;
  readonly words: string;
  /** How many times faster than the processor; null until both are measured. */
  readonly speed: number | null;
}

/** The devices with their speed beside the processor's, the available ones first. */
export function deviceRows(devices: readonly ComputeDevice[]): readonly DeviceRow[] {
  const base = devices.find(({ name }) => name === processor)?.benchmarkSeconds ?? null;
  return devices
    .map((device) => ({
      ...device,
      id: device.name,
      words: deviceWords[device.name] ?? device.name,
      speed:
        base === null || device.benchmarkSeconds === null ? null : base / device.benchmarkSeconds,
    }))
    .toSorted((a, b) => Number(b.available) - Number(a.available));
}

/** A device in one line of a list of choices. */
export function deviceLabel({ words, available, speed, name }: DeviceRow): string {
  if (!available) return `${words}: not available here`;
  return speed === null || name === processor ? words : `${words}, ${speedWords(speed)}`;
}

/** Times the processor's speed, with as many digits as matter. */
export function speedWords(speed: number): string {
  return `${speed.toFixed(speed < 10 ? 1 : 0)} times the processor`;
}
