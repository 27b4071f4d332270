import type { ImportReport } from '#contract/procedures/imports.ts';
import type { Db } from '../database.ts';

export interface ImportRepository {
  start(id: string, personId: string | null): ImportReport;
  /** Stores the report as it stands, so that a killed import still tells what it did. */
  save(report: ImportReport): void;
  get(id: string): ImportReport | undefined;
  /** Newest first. */
  list(): ImportReport[];
  /** At start: imports that a killed engine left running have failed. */
  failInterrupted(): void;
}

interface ImportRow {
  readonly report: string;
}

/** All SQL that touches `imports`. */
export function importRepository(db: Db): ImportRepository {
  const insert = db.prepare(`
    insert into imports (id, person_id, state, started_at, report)
    values (:id, :personId, 'running', :at, :report)
  `);
  const save = db.prepare(`
    update imports set state = :state, ended_at = :endedAt, report = :report where id = :id
  `);
  const get = db.prepare<{ id: string }, ImportRow>('select report from imports where id = :id');
  const list = db.prepare<[], ImportRow>('select report from imports order by started_at desc');
  const running = db.prepare<[], ImportRow>(`select report from imports where state = 'running'`);
  const store = (report: ImportReport): void => {
    const { id, state, endedAt } = report;
    save.run({ id, state, endedAt, report: JSON.stringify(report) });
  };

  return {
    start: (id, personId) => {
      const at = new Date().toISOString();
      const report: ImportReport = {
        id,
        state: 'running',
        startedAt: at,
        endedAt: null,
        filesSeen: 0,
        imported: [],
        refused: [],
      };
      insert.run({ id, personId, at, report: JSON.stringify(report) });
      return report;
    },
    save: store,
    get: (id) => {
      const row = get.get({ id });
      return row && toReport(row);
    },
    list: () => list.all().map(toReport),
    failInterrupted: () => {
      for (const row of running.all()) {
        store({ ...toReport(row), state: 'failed', endedAt: new Date().toISOString() });
      }
    },
  };
}

function toReport(row: ImportRow): ImportReport {
  return JSON.parse(row.report) as ImportReport;
}
