import { randomUUID } from 'node:crypto';
import { mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AppError } from '#contract/errors.ts';
import { writeFailed } from '#contract/write-failed.ts';
import { keepers, unblinded, type Person } from '#contract/people.ts';
import type { ExportKind, risk } from '#contract/procedures/risk.ts';
import type { JobQueue } from '#engine/jobs/job-queue.ts';
import type { BulkRoute } from '#engine/rpc/bulk.ts';
import { fileReply } from '#engine/rpc/file-reply.ts';
import { personOf, type Handlers } from '#engine/rpc/handler.ts';
import type { StoredExport } from '#engine/store/repositories/export-repository.ts';
import type { Store } from '#engine/store/store.ts';
import { viewerOf } from '#engine/store/viewer.ts';
import { isFeatureKind } from './export-features.ts';
import { runExport, type ExportServices } from './run-export.ts';

type Names = Extract<keyof typeof risk, `export.${string}`>;
type Services = ExportServices & { readonly queue: JobQueue };

const titles: { readonly [K in ExportKind]: string } = {
  'mask-nifti': 'Export masks as NIfTI',
  'image-nifti': 'Export images as NIfTI',
  'dicom-seg': 'Export masks as DICOM SEG',
  'features-csv': 'Export features as CSV',
  'features-csv-semicolon': 'Export features as CSV with decimal commas',
  'features-xlsx': 'Export features as XLSX',
  'features-parquet': 'Export features as Parquet',
};

export function exportHandlers(services: Services): Handlers<Names> {
  const { store, queue } = services;
  return {
    'export.start': async ({ kind, caseIds, directory }, call) => {
      const person = personOf(call);
      if (isFeatureKind(kind) && !unblinded.some((role) => role === person.role)) {
        throw new AppError('not-allowed', { procedure: 'export.start', role: person.role });
      }
      for (const id of caseIds) {
        if (!store.cases.get(id, viewerOf(person))) {
          throw new AppError('not-found', { what: 'case', id });
        }
      }
      const id = randomUUID();
      const folder = makeFolder(store, id, directory);
      const job = queue.start({
        kind: 'export',
        lane: 'bulk',
        caseId: caseIds.length === 1 ? caseIds[0] : null,
        title: titles[kind],
        ownerId: person.id,
        run: async (control) => {
          const files = await runExport(services, { kind, caseIds, folder, person }, control);
          store.transaction(() => {
            store.exports.add({ id, personId: person.id, kind, folder, files });
            store.audit.append({
              who: person,
              action: 'exported',
              subject: id,
              details: { kind, caseIds },
            });
          });
          return id;
        },
      });
      return { jobId: job.id };
    },

    'export.get': async ({ exportId }, call) => {
      const { id, folder, files } = findExport(store, exportId, personOf(call));
      return { id, folder, files: [...files] };
    },
  };
}

/** Files of an export, for whoever made it and for the keepers of the library. */
export function exportRoute(store: Store): BulkRoute {
  return {
    method: 'GET',
    path: /^\/data\/exports\/([^/]+)\/([^/]+)$/,
    maxBody: 0,
    handle: async ({ person, groups: [id, name], headers }) => {
      const { folder, files } = findExport(store, id, person);
      // Only names that the export listed: nothing else in the folder can be asked for.
      const listed = files.some((file) => file.name === name);
      const path = join(folder, name);
      const bytes = listed ? statSync(path, { throwIfNoEntry: false })?.size : undefined;
      if (bytes === undefined) throw new AppError('not-found', { what: 'export', id });
      const disposition = `attachment; filename="${name}"`;
      return fileReply(
        { path, bytes, headers: { 'content-disposition': disposition } },
        headers.range,
      );
    },
  };
}

function findExport(store: Store, id: string, person: Person): StoredExport {
  const found = store.exports.get(id);
  const mine = found?.personId === person.id || keepers.some((role) => role === person.role);
  if (!found || !mine) throw new AppError('not-found', { what: 'export', id });
  return found;
}

/** A new folder for every export, so that none overwrites another's files. */
function makeFolder(store: Store, id: string, directory: string | undefined): string {
  if (directory === undefined) {
    const folder = join(store.folders.exports, id);
    mkdirSync(folder, { recursive: true });
    return folder;
  }
  const chosen = resolve(directory);
  if (!statSync(chosen, { throwIfNoEntry: false })?.isDirectory()) {
    throw new AppError('not-found', { what: 'folder', id: chosen });
  }
  const day = new Date().toISOString().slice(0, 10);
  const folder = join(chosen, `nodewise-export-${day}-${id.slice(0, 8)}`);
  try {
    mkdirSync(folder);
  } catch (error) {
    throw writeFailed('The export', error);
  }
  return folder;
}
