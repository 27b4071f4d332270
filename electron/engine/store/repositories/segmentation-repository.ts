import type { Db } from '../database.ts';

export type SegmentationState = 'pending' | 'done' | 'cancelled' | 'failed';

/** Which cases still wait for their automatic outline; survives a restart. */
export interface SegmentationRepository {
  set(caseId: string, state: SegmentationState): void;
  pending(): string[];
}

export function segmentationRepository(db: Db): SegmentationRepository {
  const set = db.prepare(`
    insert into segmentations (case_id, state, at) values (:caseId, :state, :at)
    on conflict (case_id) do update set state = excluded.state, at = excluded.at
  `);
  const pending = db.prepare<[], { case_id: string }>(`
    select s.case_id from segmentations s join cases c on c.id = s.case_id
    where s.state = 'pending' and c.removed_at is null order by s.at, s.rowid
  `);
  return {
    set: (caseId, state) => void set.run({ caseId, state, at: new Date().toISOString() }),
    pending: () => pending.all().map((row) => row.case_id),
  };
}
