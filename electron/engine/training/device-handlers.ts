import { AppError } from '#contract/errors.ts';
import type { experiments } from '#contract/procedures/experiments.ts';
import type { JobQueue } from '#engine/jobs/job-queue.ts';
import { personOf, type Handlers } from '#engine/rpc/handler.ts';
import type { Store } from '#engine/store/store.ts';
import { devices } from '#native/runtime/devices.ts';
import { isProvider } from '#native/runtime/provider.ts';
import { knownSpeed, measureSpeed } from './device-speed.ts';

type Names = Extract<keyof typeof experiments, `devices.${string}`>;

interface Services {
  readonly store: Store;
  readonly queue: JobQueue;
}

export function deviceHandlers({ store, queue }: Services): Handlers<Names> {
  let found: ReturnType<typeof devices> | undefined;
  return {
    'devices.list': async () => {
      // Trying a driver takes seconds, and what a machine has does not change under a program.
      found ??= devices();
      return (await found).map(({ name, available, note }) => {
        return { name, available, note, benchmarkSeconds: knownSpeed(store, name) };
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
          await measureSpeed(store, name, signal);
          return null;
        },
      });
      return { jobId };
    },
  };
}
