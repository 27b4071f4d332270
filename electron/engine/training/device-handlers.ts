import { AppError } from '#contract/errors.ts';
import type { experiments } from '#contract/procedures/experiments.ts';
import type { JobQueue } from '#engine/jobs/job-queue.ts';
import { personOf, type Handlers } from '#engine/rpc/handler.ts';
import type { SettingKey } from '#engine/store/repositories/settings-repository.ts';
import type { Store } from '#engine/store/store.ts';
import { benchmarkDevice, devices } from '#native/runtime/devices.ts';
import { isProvider, ProviderUnavailable } from '#native/runtime/provider.ts';

type Names = Extract<keyof typeof experiments, `devices.${string}`>;

interface Services {
  readonly store: Store;
  readonly queue: JobQueue;
}

/** Key of a device's measured seconds among the library's settings. */
export const benchmarkKey = (device: string): SettingKey => `benchmark-${device}`;

export function deviceHandlers({ store, queue }: Services): Handlers<Names> {
  let found: ReturnType<typeof devices> | undefined;
  return {
    'devices.list': async () => {
      // Trying a driver takes seconds, and what a machine has does not change under a program.
      found ??= devices();
      return (await found).map(({ name, available, note }) => {
        const seconds = store.settings.get(benchmarkKey(name));
        return {
          ...{ name, available, note },
          benchmarkSeconds: seconds === undefined ? null : Number(seconds),
        };
      });
    },

    'devices.benchmark': async ({ name }, call) => {
      if (!isProvider(name)) throw new AppError('not-found', { what: 'device', id: name });
      const { id: jobId } = queue.start({
        kind: 'benchmark',
        lane: 'training',
        caseId: null,
        title: `Measure the device ${name}`,
        ownerId: personOf(call).id,
        run: async ({ signal }) => {
          const { seconds, cpuSeconds } = await benchmarkDevice(name, signal).catch(asAppError);
          store.settings.set(benchmarkKey(name), String(seconds));
          store.settings.set(benchmarkKey('cpu'), String(cpuSeconds));
          return null;
        },
      });
      return { jobId };
    },
  };
}

function asAppError(cause: unknown): never {
  if (!(cause instanceof ProviderUnavailable)) throw cause;
  const { provider, message } = cause;
  throw new AppError('device-unavailable', { device: provider, reason: message }, { cause });
}
