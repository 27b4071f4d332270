import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallName, Input, Output } from '#contract/contract.ts';
import type { Job } from '#contract/procedures/jobs.ts';
import { openEngine } from '#engine/engine.ts';
import { localClient } from '#engine/local-client.ts';
import { writeLargeCase } from './large-case.ts';
import type { BenchRow } from './row.ts';

/** What a 512 x 512 x 300 case costs from its DICOM files to its risk, through the real engine. */
export async function libraryBench(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'nodewise-bench-'));
  const engine = await openEngine({ dataDir: join(folder, 'library') });
  const client = localClient(engine);
  const rows: BenchRow[] = [];

  async function call<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>> {
    const reply = await client.call(name, input);
    if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`);
    return reply.value;
  }
  /** Runs a job to its end and notes its seconds. */
  async function timed(name: string, start: () => Promise<{ jobId: string }>, megabytes?: number) {
    const began = performance.now();
    const { jobId } = await start();
    const job = await endOf(jobId);
    const seconds = (performance.now() - began) / 1000;
    const speed = megabytes === undefined ? '' : ` = ${(megabytes / seconds).toFixed(0)} MB/s`;
    rows.push({ name, value: `${seconds.toFixed(2)} s${speed}` });
    if (job.state !== 'done') throw new Error(`${name}: ${JSON.stringify(job.error)}`);
  }
  async function endOf(jobId: string): Promise<Job> {
    const watching = new AbortController();
    for await (const job of client.watch('jobs.watch', {}, watching.signal)) {
      if (job.id === jobId && job.endedAt !== null) {
        watching.abort();
        return job;
      }
    }
    throw new Error('the engine ended the stream of jobs');
  }

  try {
    const bytes = await writeLargeCase(join(folder, 'dicom'));
    const person = await call('people.addFirst', { name: 'Bench', role: 'supervisor' });
    await call('session.signIn', { personId: person.id });
    await timed(
      `import ${(bytes / 1e6).toFixed(0)} MB of DICOM`,
      () => call('import.start', { paths: [join(folder, 'dicom')] }),
      bytes / 1e6,
    );
    const [{ id: caseId }] = await call('cases.list', {});
    for (const job of await call('jobs.list', {})) if (job.endedAt === null) await endOf(job.id);
    await timed('automatic segmentation', () => call('segment.auto', { caseId }));
    const [best] = await call('segment.proposals', { caseId });
    const click = { caseId, points: [best.centreIjk] };
    await timed('one-click segmentation, first', () => call('segment.click', click));
    await timed('one-click segmentation, again', () => call('segment.click', click));
    await timed('features', () => call('features.compute', { caseId }));
    await timed('prediction', () => call('prediction.start', { caseId }));
    const memory = process.memoryUsage.rss() / 2 ** 20;
    rows.push({ name: 'memory of the engine with its workers', value: `${memory.toFixed(0)} MiB` });
  } finally {
    client.close();
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  }
  return rows;
}
