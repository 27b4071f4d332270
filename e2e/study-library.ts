import { cp, mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallName, Input, Output } from '#contract/contract.ts';
import { prepareDemoStudy, writeDemoPatient } from '#engine/cases/demo/write-study.ts';
import { openEngine } from '#engine/engine.ts';
import { localClient, type LocalClient } from '#engine/local-client.ts';

/** Names of the people in the library that journeys start from. */
export const people = {
  annotator: 'Anna Reader',
  other: 'Omar Reader',
  supervisor: 'Sofia Supervisor',
  clinician: 'Clara Clinician',
} as const;

const options = { seed: 11 };

/**
 * Makes a library of two synthetic patients, imported and segmented by the real engine, with a
 * clinical table and one person a role. Made once a run; each journey works on a copy.
 */
export async function makeStudyLibrary(): Promise<string> {
  const root = join(tmpdir(), `nodewise-e2e-${process.pid}`);
  await rm(root, { recursive: true, force: true });
  const source = join(root, 'source');
  await mkdir(source, { recursive: true });
  const table = await prepareDemoStudy(source, { ...options, patients: 2 });
  for (const index of [0, 1]) await writeDemoPatient(source, index, options);

  const library = join(root, 'library');
  const engine = await openEngine({ dataDir: library });
  const client = localClient(engine);
  try {
    await fill(client, source, table);
  } finally {
    client.close();
    await engine.close();
  }
  return library;
}

/** Where the DICOM files of the library's patients lie, for journeys that import them. */
export function studySource(library: string): string {
  return join(library, '..', 'source', 'dicom');
}

export function copyLibrary(from: string, to: string): Promise<void> {
  return cp(from, to, { recursive: true });
}

async function fill(client: LocalClient, source: string, table: string): Promise<void> {
  async function call<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>> {
    const reply = await client.call(name, input);
    if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`);
    return reply.value;
  }
  const supervisor = await call('people.addFirst', { name: people.supervisor, role: 'supervisor' });
  await call('session.signIn', { personId: supervisor.id });
  await call('people.add', { name: people.annotator, role: 'annotator' });
  await call('people.add', { name: people.other, role: 'annotator' });
  await call('people.add', { name: people.clinician, role: 'clinician' });
  await call('import.start', { paths: [join(source, 'dicom')] });
  await allJobsEnd(client);
  const preview = await call('import.tablePreview', { paths: [table] });
  await call('import.table', { source: { paths: [table] }, mapping: preview.mapping });
}

/** Waits until the import and the segmentations that it starts are over. */
async function allJobsEnd(client: LocalClient): Promise<void> {
  const watching = new AbortController();
  const open = new Set<string>();
  let segmented = 0;
  for await (const job of client.watch('jobs.watch', {}, watching.signal)) {
    if (job.endedAt === null) open.add(job.id);
    else open.delete(job.id);
    if (job.state === 'failed') throw new Error(`${job.title}: ${JSON.stringify(job.error)}`);
    if (job.kind === 'segment' && job.state === 'done') segmented += 1;
    if (segmented >= 2 && open.size === 0) return watching.abort();
  }
}
