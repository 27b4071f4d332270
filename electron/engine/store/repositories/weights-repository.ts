import { randomUUID } from 'node:crypto';
import type { StoredWeights } from '#contract/procedures/experiments.ts';
import type { Db } from '../database.ts';

export interface WeightsRepository {
  /** The same file twice is one; the first name stays. */
  add(file: Omit<StoredWeights, 'id' | 'importedAt'>): StoredWeights;
  get(id: string): StoredWeights | undefined;
  /** Newest first. */
  list(): StoredWeights[];
}

const columns = 'id, name, format, sha256, bytes, tensors, imported_at as importedAt';

/** All SQL that touches `weights`; the files themselves are objects by their hash. */
export function weightsRepository(db: Db): WeightsRepository {
  const insert = db.prepare(`
    insert into weights (id, name, format, sha256, bytes, tensors, imported_at)
    values (:id, :name, :format, :sha256, :bytes, :tensors, :importedAt)
    on conflict (sha256) do nothing
  `);
  const bySha256 = db.prepare<{ sha256: string }, StoredWeights>(
    `select ${columns} from weights where sha256 = :sha256`,
  );
  const get = db.prepare<{ id: string }, StoredWeights>(
    `select ${columns} from weights where id = :id`,
  );
  const list = db.prepare<[], StoredWeights>(
    `select ${columns} from weights order by imported_at desc, rowid desc`,
  );
  return {
    add: (file) => {
      insert.run({ ...file, id: randomUUID(), importedAt: new Date().toISOString() });
      const stored = bySha256.get({ sha256: file.sha256 });
      if (!stored) throw new Error('a weight file vanished while it was stored');
      return stored;
    },
    get: (id) => get.get({ id }),
    list: () => list.all(),
  };
}
