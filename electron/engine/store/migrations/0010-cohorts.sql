-- Cohorts: what was decided about each, revision after revision, and what was locked.

create table cohorts (
  id text primary key,
  name text not null,
  person_id text not null references people (id),
  created_at text not null,
  -- the revision that holds; undo and redo move it
  revision integer not null,
  removed_at text
) strict;

create table cohort_revisions (
  cohort_id text not null references cohorts (id),
  number integer not null,
  -- the revision that undo goes back to; null for the first one
  parent integer,
  name text not null,
  plan text not null,
  person_id text not null references people (id),
  at text not null,
  primary key (cohort_id, number)
) strict, without rowid;

create trigger cohort_revisions_no_update before update on cohort_revisions
begin select raise(abort, 'revisions of a cohort are append-only'); end;
create trigger cohort_revisions_no_delete before delete on cohort_revisions
begin select raise(abort, 'revisions of a cohort are append-only'); end;

-- The cohort as it stood when it was locked; later imports do not change it.
create table cohort_locks (
  cohort_id text primary key references cohorts (id),
  revision integer not null,
  -- SHA-256 of the canonical JSON of pairs and sets
  hash text not null,
  snapshot text not null,
  person_id text not null references people (id),
  at text not null
) strict, without rowid;

create trigger cohort_locks_no_update before update on cohort_locks
begin select raise(abort, 'a locked cohort does not change'); end;
create trigger cohort_locks_no_delete before delete on cohort_locks
begin select raise(abort, 'a locked cohort does not change'); end;

-- The locked cohort whose sets an experiment uses; null where it drew its own.
alter table experiments add column cohort_id text references cohorts (id);

-- Clinical facts that eligibility asks for; older tables did not tell them.
update clinical set record = json_set(
  record, '$.cM', null, '$.lymphNodeAssessment', null, '$.previousTherapy', null
);
