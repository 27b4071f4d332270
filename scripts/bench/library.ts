import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine } from '#engine/engine.ts';
import { benchClient } from './bench-library.ts';
import { writeLargeCase } from './large-case.ts';
import type { BenchRow } from './row.ts';

/** What a 512 x 512 x 300 case costs from its DICOM files to its risk, through the real engine. */
export async function libraryBench(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'nodewise-bench-'));
  const engine = await openEngine({ dataDir: join(folder, 'library') });
  const { call, endOf, idle, close } = await benchClient(engine);
  const rows: BenchRow[] = [];

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

  try {
    const megabytes = (await writeLargeCase(join(folder, 'dicom'))) / 1e6;
    const source = { paths: [join(folder, 'dicom')] };
    const importing = `import of ${megabytes.toFixed(0)} MB of DICOM`;
    await timed(importing, () => call('import.start', source), megabytes);
    await idle();
    const [{ id: caseId }] = await call('cases.list', {});
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
    close();
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  }
  return rows;
}
