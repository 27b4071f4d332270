import type { Extraction } from '#contract/procedures/feature-cohort.ts';
import type { Db } from '../database.ts';

/** The newest extractions that are told about; older ones stay in the table. */
const listed = 50;

export interface ExtractionRepository {
  start(begun: {
    readonly id: string;
    readonly personId: string;
    readonly asked: number;
  }): Extraction;
  /** Stores the report as it stands, so that a killed extraction still tells what it did. */
  save(report: Extraction): void;
  get(id: string): Extraction | undefined;
  /** Newest first. */
  list(): Extraction[];
  /** At start: what is still running was running in an engine that was killed. */
  endInterrupted(): void;
}

interface ExtractionRow {
  readonly report: string;
}

/** All SQL that touches `extractions`. */
export function extractionRepository(db: Db): ExtractionRepository {
  const insert = db.prepare(`
    insert into extractions (id, person_id, state, started_at, report)
    values (:id, :personId, 'running', :at, :report)
  `);
  const update = db.prepare(
    'update extractions set state = :state, report = :report where id = :id',
  );
  const get = db.prepare<{ id: string }, ExtractionRow>(
    'select report from extractions where id = :id',
  );
  const list = db.prepare<{ listed: number }, ExtractionRow>(
    'select report from extractions order by started_at desc, rowid desc limit :listed',
  );
  const running = db.prepare<[], ExtractionRow>(
    `select report from extractions where state = 'running'`,
  );
  const save = (report: Extraction): void => {
    update.run({ id: report.id, state: report.state, report: JSON.stringify(report) });
  };

  return {
    start: ({ id, personId, asked }) => {
      const at = new Date().toISOString();
      const report: Extraction = {
        ...{ id, state: 'running', startedAt: at, endedAt: null, asked },
        ...{ computed: 0, skipped: 0, failed: [], error: null },
      };
      insert.run({ id, personId, at, report: JSON.stringify(report) });
      return report;
    },
    save,
    get: (id) => {
      const row = get.get({ id });
      return row && toReport(row);
    },
    list: () => list.all({ listed }).map(toReport),
    endInterrupted: () => {
      for (const row of running.all()) save({ ...toReport(row), state: 'interrupted' });
    },
  };
}

function toReport(row: ExtractionRow): Extraction {
  return JSON.parse(row.report) as Extraction;
}
