import { randomUUID } from 'node:crypto';
import type { Segmenter } from '#contract/procedures/segmenters.ts';
import type { Db } from '../database.ts';

export interface SegmenterRepository {
  /** The same files twice are one, which comes back when it was removed. */
  add(segmenter: Omit<Segmenter, 'id' | 'importedAt'>): Segmenter;
  /** Also of a removed one: what it outlined still names it. */
  get(id: string): Segmenter | undefined;
  /** Without removed ones, by name. */
  list(): Segmenter[];
  /** The one that outlines new cases; `undefined` where the program's own method does. */
  chosen(): Segmenter | undefined;
  choose(id: string | null): void;
  remove(id: string): void;
  restore(id: string): void;
}

interface SegmenterRow extends Omit<Segmenter, 'declares'> {
  readonly declares: string;
}

const columns = `id, name, model_sha256 as modelSha256, card_sha256 as cardSha256, bytes, channels,
  declares, imported_at as importedAt`;

/** All SQL that touches `segmenters`; the files themselves are objects by their hash. */
export function segmenterRepository(db: Db): SegmenterRepository {
  const insert = db.prepare(`
    insert into segmenters (id, name, model_sha256, card_sha256, bytes, channels, declares,
      imported_at)
    values (:id, :name, :modelSha256, :cardSha256, :bytes, :channels, :declares, :importedAt)
    on conflict (model_sha256, card_sha256) do update set removed_at = null
    returning ${columns}
  `);
  const get = db.prepare<{ id: string }, SegmenterRow>(
    `select ${columns} from segmenters where id = :id`,
  );
  const list = db.prepare<[], SegmenterRow>(
    `select ${columns} from segmenters where removed_at is null order by name`,
  );
  const chosen = db.prepare<[], SegmenterRow>(`select ${columns} from segmenters where chosen = 1`);
  const unchoose = db.prepare('update segmenters set chosen = 0 where chosen = 1');
  const choose = db.prepare('update segmenters set chosen = 1 where id = :id');
  const remove = db.prepare(
    'update segmenters set removed_at = :at, chosen = 0 where id = :id and removed_at is null',
  );
  const restore = db.prepare('update segmenters set removed_at = null where id = :id');
  const found = (row: SegmenterRow | undefined) => row && toSegmenter(row);

  return {
    add: ({ declares, ...facts }) => {
      const at = { id: randomUUID(), importedAt: new Date().toISOString() };
      const row = insert.get({ ...facts, ...at, declares: JSON.stringify(declares) });
      return toSegmenter(row as SegmenterRow);
    },
    get: (id) => found(get.get({ id })),
    list: () => list.all().map(toSegmenter),
    chosen: () => found(chosen.get()),
    choose: db.transaction((id: string | null) => {
      unchoose.run();
      if (id !== null) choose.run({ id });
    }),
    remove: (id) => void remove.run({ id, at: new Date().toISOString() }),
    restore: (id) => void restore.run({ id }),
  };
}

function toSegmenter({ declares, ...row }: SegmenterRow): Segmenter {
  return { ...row, declares: JSON.parse(declares) as Segmenter['declares'] };
}
