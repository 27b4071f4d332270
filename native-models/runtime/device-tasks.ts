import { deviceBenchmark } from './device-benchmark.ts';
import { probeFormulations } from './probe-formulations.ts';
import type { ExecutionProvider, ProviderObstacle } from './provider.ts';

/** What can be asked of a device. */
export const deviceTasks = {
  /** Starts the provider and finds out which forms of gradients it has. */
  probe: probeFormulations,
  /** Seconds of one training step. */
  benchmark: deviceBenchmark,
} as const;

export type DeviceTask = keyof typeof deviceTasks;

/** What the task gives. */
export type DeviceResult<T extends DeviceTask> = Awaited<ReturnType<(typeof deviceTasks)[T]>>;

/** One task on one provider, to the process that shall do it. */
export interface DeviceOrder<T extends DeviceTask = DeviceTask> {
  readonly task: T;
  readonly provider: ExecutionProvider;
}

/** That process's answer. */
export type DeviceReply<T extends DeviceTask = DeviceTask> =
  | { readonly result: DeviceResult<T> }
  | { readonly obstacle: ProviderObstacle; readonly message: string };
