import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openEngine } from '#engine/engine.ts';
import { benchClient, type BenchClient } from './bench-library.ts';

/**
 * A library of the demo study with the automatic outline of every case. It is made once and kept in
 * `.cache/`, as it takes minutes and gigabytes; a run that was stopped goes on where it was. Delete
 * the folder to have it made again.
 *
 * @returns The library's folder.
 */
export async function demoCohort(patients: number): Promise<string> {
  const dataDir = join(import.meta.dirname, '../../.cache/bench', `demo-${patients}`);
  await mkdir(dataDir, { recursive: true });
  const engine = await openEngine({ dataDir });
  const client = await benchClient(engine);
  try {
    const cases = await client.call('cases.list', {});
    if (cases.length < patients) await fill(client, patients);
    await outline(client);
  } finally {
    client.close();
    await engine.close();
  }
  return dataDir;
}

/** Tells every patient on stderr: stdout is the table's. */
async function fill({ call, endOf }: BenchClient, patients: number): Promise<void> {
  const { jobId } = await call('demo.fill', { patients });
  const job = await endOf(jobId, ({ stage }) => process.stderr.write(`\rdemo study: ${stage}  `));
  process.stderr.write('\n');
  if (job.state !== 'done') throw new Error(`demo study: ${JSON.stringify(job.error)}`);
}

/** Waits for the automatic outlines, which the engine queues for every case it imports. */
async function outline({ call, endOf }: BenchClient): Promise<void> {
  const waiting = (await call('jobs.list', {})).filter(({ endedAt }) => endedAt === null);
  for (const [n, { id }] of waiting.entries()) {
    process.stderr.write(`\routline ${n + 1} of ${waiting.length}  `);
    await endOf(id);
  }
  if (waiting.length > 0) process.stderr.write('\n');
}
