import { randomUUID } from 'node:crypto';
import type { MaskRuns } from '#contract/mask-runs.ts';
import type { Draft } from '#contract/procedures/annotation.ts';
import type { Db } from '../database.ts';
import { bytesToRuns, runsToBytes } from '../run-bytes.ts';

export interface DraftHead {
  readonly id: string;
  readonly caseId: string;
  readonly personId: string;
  readonly base: Draft['base'];
  readonly baseMaskId: string | null;
  readonly open: boolean;
}

/** One line of the journal, in the order things happened. */
export interface JournalEntry {
  readonly entry: number;
  readonly at: string;
  readonly kind: 'edit' | 'continue' | 'move';
  /** edit, continue: number of the step; move: the new cursor. */
  readonly step: number;
  readonly name: string;
  readonly runs: MaskRuns;
}

export interface DraftRepository {
  open(caseId: string, personId: string): DraftHead | undefined;
  get(id: string): DraftHead | undefined;
  start(head: Pick<DraftHead, 'caseId' | 'personId' | 'base' | 'baseMaskId'>): DraftHead;
  close(id: string): void;
  journal(id: string): JournalEntry[];
  /** Durable when it returns. @returns the time written. */
  append(id: string, entry: Omit<JournalEntry, 'at'>): string;
}

interface DraftRow {
  readonly id: string;
  readonly case_id: string;
  readonly person_id: string;
  readonly base: Draft['base'];
  readonly base_mask_id: string | null;
  readonly closed_at: string | null;
}

interface JournalRow extends Omit<JournalEntry, 'runs'> {
  readonly runs: Buffer;
}

/** All SQL that touches `drafts` and `journal`. */
export function draftRepository(db: Db): DraftRepository {
  const open = db.prepare<{ caseId: string; personId: string }, DraftRow>(`
    select * from drafts
    where case_id = :caseId and person_id = :personId and closed_at is null
  `);
  const get = db.prepare<{ id: string }, DraftRow>('select * from drafts where id = :id');
  const insert = db.prepare(`
    insert into drafts (id, case_id, person_id, base, base_mask_id, opened_at)
    values (:id, :caseId, :personId, :base, :baseMaskId, :at)
  `);
  const close = db.prepare('update drafts set closed_at = :at where id = :id');
  const journal = db.prepare<{ id: string }, JournalRow>(`
    select entry, at, kind, step, name, runs from journal where draft_id = :id order by entry
  `);
  const append = db.prepare(`
    insert into journal (draft_id, entry, at, kind, step, name, runs)
    values (:id, :entry, :at, :kind, :step, :name, :runs)
  `);

  return {
    open: (caseId, personId) => toHead(open.get({ caseId, personId })),
    get: (id) => toHead(get.get({ id })),
    start: (head) => {
      const id = randomUUID();
      insert.run({ ...head, id, at: now() });
      return { ...head, id, open: true };
    },
    close: (id) => void close.run({ id, at: now() }),
    journal: (id) => journal.all({ id }).map((row) => ({ ...row, runs: bytesToRuns(row.runs) })),
    append: (id, { runs, ...entry }) => {
      const at = now();
      append.run({ id, at, ...entry, runs: runsToBytes(runs) });
      return at;
    },
  };
}

function toHead(row: DraftRow | undefined): DraftHead | undefined {
  return (
    row && {
      id: row.id,
      caseId: row.case_id,
      personId: row.person_id,
      base: row.base,
      baseMaskId: row.base_mask_id,
      open: row.closed_at === null,
    }
  );
}

const now = (): string => new Date().toISOString();
