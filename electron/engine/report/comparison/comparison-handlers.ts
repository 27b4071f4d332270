import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#contract/errors.ts';
import type {
  Comparison,
  ComparisonSide,
  featureComparison,
} from '#contract/procedures/feature-comparison.ts';
import type { RunTask } from '#engine/jobs/task.ts';
import type { Handlers } from '#engine/rpc/handler.ts';
import type { Store } from '#engine/store/store.ts';
import type { ComparisonTasks, Side } from './comparison-tasks.ts';
import { storedTable } from './stored-rows.ts';

interface Services {
  readonly store: Store;
  readonly run: RunTask<ComparisonTasks>;
  /** Folder of the files that were sent up under an id. */
  readonly uploadFolder: (uploadId: string) => string;
}

export function comparisonHandlers(services: Services): Handlers<keyof typeof featureComparison> {
  const { store, run } = services;
  return {
    'comparison.choices': async () => ({
      versions: store.featureVersions.versions(),
      readers: store.featureVersions.readers(),
    }),

    'comparison.run': async ({ first, second }, { signal }): Promise<Comparison> => {
      const sides = {
        first: await sideOf(services, first, signal),
        second: await sideOf(services, second, signal),
      };
      return run('compare-features', sides, { signal, pool: 'bulk' });
    },
  };
}

async function sideOf(
  { store, uploadFolder }: Services,
  side: ComparisonSide,
  signal: AbortSignal,
): Promise<Side> {
  if (!('uploadId' in side)) return { table: await storedTable(store, side, signal) };
  const folder = uploadFolder(side.uploadId);
  const name = readdirSync(folder).at(0);
  if (name === undefined) throw new AppError('not-found', { what: 'upload', id: side.uploadId });
  return { path: join(folder, name), name };
}
