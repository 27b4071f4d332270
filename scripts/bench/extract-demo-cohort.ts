import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { openEngine } from '#engine/engine.ts';
import { benchClient } from './bench-library.ts';

/** What `features.extract` of a whole library cost; one line of JSON on stdout. */
export interface CohortRun {
  readonly computed: number;
  readonly failed: number;
  readonly seconds: number;
  /** Largest resident memory of this process since it began, in bytes: engine and all workers. */
  readonly peakBytes: number;
}

/**
 * Extracts the features of a copy of a library, so that no stored value makes the next run shorter.
 * A process of its own: a peak of memory is a process's, and other benches have theirs.
 */
async function main(library: string): Promise<CohortRun> {
  const copy = await mkdtemp(join(tmpdir(), 'nodewise-bench-'));
  // Volumes and masks are never written again; gigabytes need no copy.
  await cp(library, copy, { recursive: true, filter: (path) => basename(path) !== 'objects' });
  await symlink(join(library, 'objects'), join(copy, 'objects'), 'junction');
  const engine = await openEngine({ dataDir: copy });
  const { call, endOf, close } = await benchClient(engine);
  try {
    const cases = await call('cases.list', {});
    const began = performance.now();
    const { jobId } = await call('features.extract', { caseIds: cases.map(({ id }) => id) });
    const job = await endOf(jobId, ({ stage }) => process.stderr.write(`\rfeatures: ${stage}  `));
    const seconds = (performance.now() - began) / 1000;
    process.stderr.write('\n');
    if (job.state !== 'done') throw new Error(`features: ${JSON.stringify(job.error)}`);
    const { computed, failed } = await call('features.extraction', { jobId });
    const peakBytes = process.resourceUsage().maxRSS * 1024;
    return { computed, failed: failed.length, seconds, peakBytes };
  } finally {
    close();
    await engine.close();
    await rm(copy, { recursive: true, force: true });
  }
}

const [library] = process.argv.slice(2);
console.log(JSON.stringify(await main(library)));
