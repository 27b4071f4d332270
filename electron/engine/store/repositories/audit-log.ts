import { createHash } from 'node:crypto';
import { canonicalJson } from '../canonical-json.ts';
import type { Db } from '../database.ts';

/** What is worth remembering for good; `subject` is an id, never a patient's. */
export type AuditAction =
  | 'sign-in'
  | 'sign-out'
  | 'person-added'
  | 'person-changed'
  | 'case-imported'
  | 'cases-removed'
  | 'cases-restored'
  | 'case-flagged'
  | 'case-unflagged'
  | 'table-imported'
  | 'outcome-read'
  | 'mask-stored'
  | 'features-computed'
  | 'prediction-computed'
  | 'exported'
  | 'backup-made'
  | 'installation-verified'
  | 'reference-folder-set'
  | 'experiment-created'
  | 'run-trained'
  | 'weights-imported'
  | 'model-kept'
  | 'segmenter-imported'
  | 'segmenter-chosen'
  | 'segmenter-removed'
  | 'segmenter-restored'
  | 'cohort-created'
  | 'cohort-changed'
  | 'cohort-renamed'
  | 'cohort-undone'
  | 'cohort-redone'
  | 'cohort-locked'
  | 'cohort-removed'
  | 'cohort-restored'
  | 'model-fitted'
  | 'evaluated'
  | 'test-set-refused';

export interface AuditEvent {
  readonly who: { readonly id: string | null; readonly name: string };
  readonly action: AuditAction;
  readonly subject: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface AuditEntry {
  readonly entry: number;
  readonly at: string;
  readonly who: string;
  readonly action: string;
  readonly subject: string;
  readonly hash: string;
}

interface AuditRow extends AuditEntry {
  readonly who_id: string | null;
  readonly details: string;
  readonly previous: string;
}

export interface AuditLog {
  append(event: AuditEvent): void;
  /** Newest first. */
  list(limit: number): AuditEntry[];
  /** Recomputes the whole chain; `firstBroken` is the first entry that does not fit. */
  verify(): { entries: number; intact: boolean; firstBroken: number | null };
}

const genesis = '0'.repeat(64);
/** Events that no person caused, e.g. an automatic mask. */
export const engineItself = { id: null, name: 'Engine' } as const;

export function auditLog(db: Db): AuditLog {
  const last = db.prepare<[], { entry: number; hash: string }>(
    'select entry, hash from audit order by entry desc limit 1',
  );
  const insert = db.prepare<AuditRow>(`
    insert into audit (entry, at, who, who_id, action, subject, details, previous, hash)
    values (:entry, :at, :who, :who_id, :action, :subject, :details, :previous, :hash)
  `);
  const newest = db.prepare<{ limit: number }, AuditRow>(
    'select * from audit order by entry desc limit :limit',
  );
  const all = db.prepare<[], AuditRow>('select * from audit order by entry');

  return {
    append: ({ who, action, subject, details = {} }) => {
      const { entry, hash: previous } = last.get() ?? { entry: 0, hash: genesis };
      const row = {
        entry: entry + 1,
        at: new Date().toISOString(),
        who: who.name,
        who_id: who.id,
        action,
        subject,
        details: canonicalJson(details),
        previous,
      };
      insert.run({ ...row, hash: hashOf(row) });
    },
    list: (limit) =>
      newest.all({ limit }).map(({ entry, at, who, action, subject, hash }) => ({
        entry,
        at,
        who,
        action,
        subject,
        hash,
      })),
    verify: () => {
      let previous = genesis;
      let entries = 0;
      for (const row of all.iterate()) {
        entries++;
        const fits = row.entry === entries && row.previous === previous && row.hash === hashOf(row);
        if (!fits) return { entries, intact: false, firstBroken: entries };
        previous = row.hash;
      }
      return { entries, intact: true, firstBroken: null };
    },
  };
}

/** SHA-256 over the previous hash and the canonical entry. */
function hashOf(row: Omit<AuditRow, 'hash'>): string {
  const { previous, entry, at, who, who_id, action, subject, details } = row;
  const fields = canonicalJson({ entry, at, who, who_id, action, subject, details });
  return createHash('sha256').update(`${previous}\n${fields}`).digest('hex');
}
