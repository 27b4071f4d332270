import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { risk } from '#contract/procedures/risk.ts';
import type { JobQueue } from '#engine/jobs/job-queue.ts';
import { personOf, type Handlers } from '#engine/rpc/handler.ts';
import { schemaVersion } from '#engine/store/migrate.ts';
import type { Store } from '#engine/store/store.ts';

interface Services {
  readonly store: Store;
  readonly queue: JobQueue;
  readonly version: string;
}

type Names = Extract<keyof typeof risk, `audit.${string}` | `library.${string}`>;

export function libraryHandlers({ store, queue, version }: Services): Handlers<Names> {
  const { audit, folders, db } = store;
  return {
    'audit.list': async ({ limit }) => audit.list(limit),

    'audit.verify': async () => audit.verify(),

    'library.backup': async (_input, call) => {
      const who = personOf(call);
      const job = queue.start({
        kind: 'backup',
        lane: 'bulk',
        caseId: null,
        title: 'Back up the library',
        ownerId: who.id,
        run: async ({ report, signal }) => {
          mkdirSync(folders.backups, { recursive: true });
          const name = `library-${new Date().toISOString().replaceAll(/[:.]/g, '-')}.db`;
          await db.backup(join(folders.backups, name), {
            progress: ({ totalPages, remainingPages }) => {
              signal.throwIfAborted();
              report(1 - remainingPages / Math.max(1, totalPages), `${totalPages} pages`);
              return 1000;
            },
          });
          audit.append({ who, action: 'backup-made', subject: name });
          return name;
        },
      });
      return { jobId: job.id };
    },

    'library.info': async () => ({
      folder: folders.root,
      bytes: folderBytes(folders.root),
      schemaVersion: schemaVersion(db),
      engineVersion: version,
      node: process.versions.node,
      memoryMb: Math.round(process.memoryUsage.rss() / 1e6),
      backups: listBackups(folders.backups),
      devices: [{ name: 'CPU', available: true }],
    }),
  };
}

/** Bytes of every file beneath a folder. Files that vanish meanwhile count nothing. */
function folderBytes(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false }))
    .reduce((total, stat) => total + (stat?.size ?? 0), 0);
}

function listBackups(folder: string): { name: string; at: string; bytes: number }[] {
  mkdirSync(folder, { recursive: true });
  return readdirSync(folder)
    .filter((name) => name.endsWith('.db'))
    .map((name) => {
      const { mtime, size } = statSync(join(folder, name));
      return { name, at: mtime.toISOString(), bytes: size };
    })
    .sort((a, b) => (a.at < b.at ? 1 : -1));
}
