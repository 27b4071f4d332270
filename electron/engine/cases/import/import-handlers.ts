import { AppError } from '#contract/errors.ts';
import type { ImportReport, imports } from '#contract/procedures/imports.ts';
import type { JobQueue } from '#engine/jobs/job-queue.ts';
import { personOf, type Handlers } from '#engine/rpc/handler.ts';
import { resolve } from 'node:path';
import type { z } from 'zod';
import { browseFolder } from './browse.ts';
import { startImport } from './import-job.ts';
import type { ImportServices } from './run-import.ts';
import { importTable, previewTable } from './clinical-table.ts';
import type { Uploads } from './uploads.ts';
import type { importSource } from '#contract/procedures/imports.ts';

type Services = ImportServices & { readonly queue: JobQueue; readonly uploads: Uploads };
type Names = Extract<keyof typeof imports, `import.${string}`>;
type Source = z.output<typeof importSource>;

export function importHandlers(services: Services): Handlers<Names> {
  const { store, changes, uploads } = services;
  const pathsOf = (source: Source): string[] =>
    'paths' in source
      ? source.paths.map((path) => resolve(path))
      : [uploads.folder(source.uploadId)];

  return {
    'import.start': async (source, call) => {
      const paths = pathsOf(source);
      const upload = 'uploadId' in source ? { upload: paths[0] } : {};
      return startImport(services, { paths, person: personOf(call), ...upload });
    },

    'import.report': async ({ importId }) => {
      const report = store.imports.get(importId);
      if (!report) throw new AppError('not-found', { what: 'import', id: importId });
      return report;
    },

    'import.list': async (): Promise<ImportReport[]> => store.imports.list(),

    'import.openUpload': async () => ({ uploadId: uploads.open() }),

    'import.tablePreview': async (source) => previewTable(pathsOf(source)),

    'import.table': async ({ source, mapping }, call) => {
      const who = personOf(call);
      const report = await importTable(store, pathsOf(source), mapping);
      store.audit.append({
        who,
        action: 'table-imported',
        subject: 'clinical',
        details: { matched: report.matched, rejected: report.rejected.length },
      });
      changes.publish('clinical');
      changes.publish('cases');
      return report;
    },

    'import.browse': async ({ path }) => browseFolder(path),
  };
}
