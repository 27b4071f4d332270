import { rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { AppError } from '#contract/errors.ts';
import type { Person } from '#contract/people.ts';
import type { ImportReport } from '#contract/procedures/imports.ts';
import type { JobControl, JobQueue } from '#engine/jobs/job-queue.ts';
import type { ImportRepository } from '#engine/store/repositories/import-repository.ts';
import { importSeries, type ImportServices } from './run-import.ts';

interface Order {
  readonly paths: readonly string[];
  readonly person: Person;
  /** Folder of an upload, removed once its files are in the library. */
  readonly upload?: string;
}

/** Starts an import as a job; its report can be read at once. */
export function startImport(
  services: ImportServices & { readonly queue: JobQueue },
  { paths, person, upload }: Order,
): { jobId: string; importId: string } {
  const { imports } = services.store;
  const report = imports.start(randomUUID(), person.id);
  const job = services.queue.start({
    kind: 'import',
    lane: 'bulk',
    caseId: null,
    title: 'Import images',
    ownerId: person.id,
    run: async (control) => {
      const done = await ending(imports, report.id, control, () =>
        importSeries(services, { report, paths, person }, control),
      );
      if (upload !== undefined) await rm(upload, { recursive: true, force: true });
      if (done.imported.length + inLibrary(done) === 0) {
        throw new AppError('nothing-to-import', { files: done.filesSeen });
      }
      return report.id;
    },
  });
  return { jobId: job.id, importId: report.id };
}

/** Runs an import and stores how it ended, whichever way. */
export async function ending(
  imports: ImportRepository,
  importId: string,
  control: JobControl,
  work: () => Promise<ImportReport>,
): Promise<ImportReport> {
  let state: ImportReport['state'] = 'failed';
  try {
    const report = await work();
    state = 'done';
    return report;
  } finally {
    if (control.signal.aborted) state = 'cancelled';
    const report = imports.get(importId);
    if (report) imports.save({ ...report, state, endedAt: new Date().toISOString() });
  }
}

function inLibrary({ refused }: ImportReport): number {
  return refused.find(({ reason }) => reason === 'already-in-library')?.count ?? 0;
}
