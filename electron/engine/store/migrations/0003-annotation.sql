-- Outlines: offered, drafted edit by edit, and stored.

create table masks (
  id text primary key,
  case_id text not null references cases (id),
  version integer not null,
  author_id text references people (id),
  source text not null check (source in ('automatic', 'corrected')),
  created_at text not null,
  -- of the gzip file in objects/
  sha256 text not null,
  voxels integer not null,
  volume_mm3 real not null,
  long_axis_mm real not null,
  -- algorithm and settings of an automatic mask, or the draft of a corrected one
  made_by text not null,
  unique (case_id, version)
) strict;

create trigger masks_no_update before update on masks
begin select raise(abort, 'mask versions are immutable'); end;
create trigger masks_no_delete before delete on masks
begin select raise(abort, 'mask versions are immutable'); end;

create table proposals (
  id text primary key,
  case_id text not null references cases (id),
  origin text not null check (origin in ('automatic', 'click')),
  -- who clicked; null for automatic ones
  person_id text references people (id),
  -- proposals of one run
  batch text not null,
  rank integer not null,
  confidence text not null,
  centre text not null,
  volume_mm3 real not null,
  diameter_mm real not null,
  -- little-endian Uint32 pairs on an empty mask
  runs blob not null,
  at text not null
) strict;
create index proposals_case on proposals (case_id, origin);

-- Automatic segmentation of a case: pending ones are taken up again after a restart.
create table segmentations (
  case_id text primary key references cases (id),
  state text not null check (state in ('pending', 'done', 'cancelled', 'failed')),
  at text not null
) strict;

create table drafts (
  id text primary key,
  case_id text not null references cases (id),
  person_id text not null references people (id),
  base text not null check (base in ('empty', 'proposal', 'version')),
  base_mask_id text references masks (id),
  opened_at text not null,
  closed_at text
) strict;
create unique index drafts_open on drafts (case_id, person_id) where closed_at is null;

-- Every edit and every undo, in order; the mask of a draft is its base with these applied.
create table journal (
  draft_id text not null references drafts (id),
  entry integer not null,
  at text not null,
  kind text not null check (kind in ('edit', 'continue', 'move')),
  -- edit, continue: the step's number; move: the new cursor
  step integer not null,
  name text not null,
  -- little-endian Uint32 pairs; empty for a move
  runs blob not null,
  primary key (draft_id, entry)
) strict, without rowid;

create trigger journal_no_update before update on journal
begin select raise(abort, 'the journal is append-only'); end;
create trigger journal_no_delete before delete on journal
begin select raise(abort, 'the journal is append-only'); end;
