import type { ExportKind } from '#contract/procedures/risk.ts';
import type { Db } from '../database.ts';

export interface StoredExport {
  readonly id: string;
  readonly personId: string;
  readonly kind: ExportKind | 'study';
  /** Folder on this machine that holds the files. */
  readonly folder: string;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

export interface ExportRepository {
  add(item: StoredExport): void;
  get(id: string): StoredExport | undefined;
}

interface ExportRow {
  readonly id: string;
  readonly person_id: string;
  readonly kind: StoredExport['kind'];
  readonly folder: string;
  readonly files: string;
}

export function exportRepository(db: Db): ExportRepository {
  const insert = db.prepare(`
    insert into exports (id, person_id, kind, folder, files, made_at)
    values (:id, :personId, :kind, :folder, :files, :at)
  `);
  const get = db.prepare<{ id: string }, ExportRow>('select * from exports where id = :id');
  return {
    add: (item) =>
      void insert.run({
        ...item,
        files: JSON.stringify(item.files),
        at: new Date().toISOString(),
      }),
    get: (id) => {
      const row = get.get({ id });
      if (!row) return undefined;
      const { person_id: personId, kind, folder, files } = row;
      return { id, personId, kind, folder, files: JSON.parse(files) as StoredExport['files'] };
    },
  };
}
