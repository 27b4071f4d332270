-- Training: experiments on fixed sets of patients, their runs, and what those gave.

create table weights (
  id text primary key,
  name text not null,
  format text not null,
  sha256 text not null unique,
  bytes integer not null,
  tensors integer not null,
  imported_at text not null
) strict;

create table experiments (
  id text primary key,
  name text not null,
  person_id text not null references people (id),
  created_at text not null,
  seed integer not null,
  left_out text not null,
  -- features chosen on the training set with their scaling and what they reach alone; null before
  radiomics text
) strict;

-- What each case was when the sets were drawn; later masks do not change an experiment.
create table experiment_cases (
  experiment_id text not null references experiments (id),
  case_id text not null references cases (id),
  set_name text not null check (set_name in ('training', 'validation', 'test-1', 'test-2')),
  label integer not null check (label in (0, 1)),
  image_sha256 text not null,
  mask_id text not null references masks (id),
  mask_version integer not null,
  primary key (experiment_id, case_id)
) strict, without rowid;

create table runs (
  id text primary key,
  experiment_id text not null references experiments (id),
  name text not null,
  settings text not null,
  settings_hash text not null,
  code_version text not null,
  state text not null
    check (state in ('queued', 'running', 'paused', 'done', 'failed', 'cancelled')),
  steps_per_epoch integer not null,
  created_at text not null,
  -- place in the queue
  queued_at text not null,
  started_at text,
  ended_at text,
  best text,
  error text
) strict;
create index runs_experiment on runs (experiment_id);

create table run_epochs (
  run_id text not null references runs (id),
  epoch integer not null,
  metrics text not null,
  primary key (run_id, epoch)
) strict, without rowid;

create table run_log (
  id integer primary key,
  run_id text not null references runs (id),
  line text not null
) strict;
create index run_log_run on run_log (run_id);

create table run_predictions (
  run_id text not null references runs (id),
  case_id text not null references cases (id),
  set_name text not null,
  label integer not null,
  probability real not null,
  primary key (run_id, case_id)
) strict, without rowid;

-- Tumours at 1 mm as training reads them: object files that can be computed again.
create table prepared_cases (
  image_sha256 text not null,
  mask_sha256 text not null,
  settings_hash text not null,
  sha256 text not null,
  bytes integer not null,
  primary key (image_sha256, mask_sha256, settings_hash)
) strict, without rowid;
