import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { bulkThreads } from '#engine/jobs/worker-pool.ts';
import { demoCohort } from './demo-cohort.ts';
import type { CohortRun } from './extract-demo-cohort.ts';
import type { BenchRow } from './row.ts';

/** Time and memory of a cohort's features through the engine, as `features.extract` computes them. */
export async function cohortRows(patients: number): Promise<BenchRow[]> {
  const library = await demoCohort(patients);
  const script = join(import.meta.dirname, 'extract-demo-cohort.ts');
  const output = execFileSync(process.execPath, [script, library], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { computed, failed, seconds, peakBytes } = JSON.parse(output) as CohortRun;
  const mebibytes = peakBytes / 2 ** 20;
  return [
    {
      name: `features of ${computed} demo cases`,
      value: `${(computed / seconds).toFixed(2)} cases/s, ${seconds.toFixed(0)} s`,
      note: `${bulkThreads} workers, from stored volumes to stored features; ${failed} cases without a mask`,
    },
    {
      name: 'peak memory a worker',
      value: `${(mebibytes / bulkThreads).toFixed(0)} MiB`,
      note: `${mebibytes.toFixed(0)} MiB of the whole process, engine included, by ${bulkThreads} workers`,
    },
  ];
}
