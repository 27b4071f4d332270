import { randomUUID } from 'node:crypto';
import type { CohortPatient, CohortPlan, CohortView } from '#contract/procedures/cohort.ts';
import type { Db } from '../database.ts';

/** A cohort as it stands: the revision that holds now, and where undo and redo lead. */
export interface StoredCohort {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  /** Number of the revision, from 0. */
  readonly revision: number;
  readonly plan: CohortPlan;
  /** What undo would take back, and what redo would do again. */
  readonly undo: Step | null;
  readonly redo: Step | null;
}

interface Step {
  readonly name: string;
  /** The revision that the step leads to. */
  readonly revision: number;
}

/** Everything that a locked cohort shows, as it was. */
export interface CohortSnapshot extends Pick<
  CohortView,
  'plan' | 'flow' | 'matching' | 'hospitals' | 'synthetic'
> {
  readonly patients: readonly CohortPatient[];
}

export interface CohortLock {
  /** SHA-256 of the canonical JSON of pairs and sets; hex. */
  readonly hash: string;
  readonly at: string;
  /** Name of who locked it. */
  readonly by: string;
  readonly snapshot: CohortSnapshot;
}

interface NewRevision {
  /** What undo calls it. */
  readonly name: string;
  /** The name that the cohort has from here on. */
  readonly cohortName: string;
  readonly plan: CohortPlan;
  readonly personId: string;
}

export interface CohortRepository {
  /** Begins with its first revision. */
  add(cohort: Omit<NewRevision, 'cohortName'>): string;
  /** Undefined also for a removed one. */
  get(id: string): StoredCohort | undefined;
  /** Also of a removed one: what used it still names it. */
  nameOf(id: string): string;
  /** Newest first, without removed ones. */
  list(): StoredCohort[];
  /** A revision after the one that holds; what could have been redone no longer can. */
  revise(id: string, revision: NewRevision): void;
  /** Lets another revision hold. */
  move(id: string, revision: number): void;
  lock(
    id: string,
    lock: Pick<CohortLock, 'hash' | 'snapshot'> & {
      readonly revision: number;
      readonly personId: string;
    },
  ): void;
  lockOf(id: string): CohortLock | undefined;
  /** Of every locked cohort, removed ones too: their results may have been seen. */
  lockedPlans(): { readonly id: string; readonly name: string; readonly plan: CohortPlan }[];
  setRemoved(id: string, removed: boolean): boolean;
}

interface CohortRow {
  readonly id: string;
  readonly name: string;
  readonly created_at: string;
  readonly revision: number;
  readonly plan: string;
  readonly parent: number | null;
  readonly undo_name: string;
  readonly redo: number | null;
  readonly redo_name: string | null;
}

interface LockRow {
  readonly hash: string;
  readonly at: string;
  readonly by: string;
  readonly snapshot: string;
}

// A revision made after an undo is the newest child of the same parent, so that redo leads to it.
const selectCohort = `
  select c.id, coalesce(r.cohort_name, c.name) as name, c.created_at, c.revision, r.plan, r.parent, r.name as undo_name,
    n.number as redo, n.name as redo_name
  from cohorts c
  join cohort_revisions r on r.cohort_id = c.id and r.number = c.revision
  left join cohort_revisions n on n.cohort_id = c.id and n.number =
    (select max(number) from cohort_revisions where cohort_id = c.id and parent = c.revision)
  where c.removed_at is null
`;

/** All SQL that touches `cohorts`, `cohort_revisions` and `cohort_locks`; it deletes nothing. */
export function cohortRepository(db: Db): CohortRepository {
  const insert = db.prepare(`
    insert into cohorts (id, name, person_id, created_at, revision)
    values (:id, :name, :personId, :at, 0)
  `);
  const insertRevision = db.prepare(`
    insert into cohort_revisions
      (cohort_id, number, parent, name, cohort_name, plan, person_id, at)
    select :id, coalesce(max(number), -1) + 1, :parent, :name, :cohortName, :plan, :personId, :at
    from cohort_revisions where cohort_id = :id
    returning number
  `);
  const get = db.prepare<{ id: string }, CohortRow>(`${selectCohort} and c.id = :id`);
  const nameOf = db.prepare<{ id: string }, { name: string }>(
    `select coalesce(r.cohort_name, c.name) as name from cohorts c
    join cohort_revisions r on r.cohort_id = c.id and r.number = c.revision where c.id = :id`,
  );
  const list = db.prepare<[], CohortRow>(
    `${selectCohort} order by c.created_at desc, c.rowid desc`,
  );
  const held = db.prepare<{ id: string }, { revision: number }>(
    'select revision from cohorts where id = :id',
  );
  const move = db.prepare('update cohorts set revision = :revision where id = :id');
  const insertLock = db.prepare(`
    insert into cohort_locks (cohort_id, revision, hash, snapshot, person_id, at)
    values (:id, :revision, :hash, :snapshot, :personId, :at)
  `);
  const lockOf = db.prepare<{ id: string }, LockRow>(`
    select l.hash, l.at, p.name as "by", l.snapshot
    from cohort_locks l join people p on p.id = l.person_id where l.cohort_id = :id
  `);
  const lockedPlans = db.prepare<[], { id: string; name: string; plan: string }>(`
    select c.id, coalesce(n.cohort_name, c.name) as name, r.plan from cohort_locks l
    join cohorts c on c.id = l.cohort_id
    join cohort_revisions r on r.cohort_id = l.cohort_id and r.number = l.revision
    join cohort_revisions n on n.cohort_id = l.cohort_id and n.number = c.revision
    order by l.at
  `);
  const setRemoved = db.prepare('update cohorts set removed_at = :at where id = :id');
  const append = (id: string, parent: number | null, { plan, ...facts }: NewRevision): number => {
    const row = { ...facts, id, parent, plan: JSON.stringify(plan), at: now() };
    return (insertRevision.get(row) as { number: number }).number;
  };

  return {
    add: db.transaction((cohort: Omit<NewRevision, 'cohortName'>) => {
      const id = randomUUID();
      insert.run({ id, name: cohort.name, personId: cohort.personId, at: now() });
      append(id, null, { ...cohort, cohortName: cohort.name });
      return id;
    }),
    get: (id) => {
      const row = get.get({ id });
      return row && toCohort(row);
    },
    nameOf: (id) => nameOf.get({ id })?.name ?? '',
    list: () => list.all().map(toCohort),
    revise: db.transaction((id: string, revision: NewRevision) => {
      const parent = held.get({ id })?.revision ?? null;
      move.run({ id, revision: append(id, parent, revision) });
    }),
    move: (id, revision) => void move.run({ id, revision }),
    lock: (id, { snapshot, ...facts }) =>
      void insertLock.run({ ...facts, id, snapshot: JSON.stringify(snapshot), at: now() }),
    lockOf: (id) => {
      const row = lockOf.get({ id });
      return row && { ...row, snapshot: JSON.parse(row.snapshot) as CohortSnapshot };
    },
    lockedPlans: () =>
      lockedPlans.all().map((row) => ({ ...row, plan: JSON.parse(row.plan) as CohortPlan })),
    setRemoved: (id, removed) => setRemoved.run({ id, at: removed ? now() : null }).changes === 1,
  };
}

function toCohort(row: CohortRow): StoredCohort {
  const { id, name, revision, parent } = row;
  return {
    ...{ id, name, revision },
    createdAt: row.created_at,
    plan: JSON.parse(row.plan) as CohortPlan,
    undo: parent === null ? null : { name: row.undo_name, revision: parent },
    redo: row.redo === null ? null : { name: row.redo_name ?? '', revision: row.redo },
  };
}

const now = (): string => new Date().toISOString();
