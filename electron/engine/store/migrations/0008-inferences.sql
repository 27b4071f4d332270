-- What a run's selected weights say of cases beyond the sets of its experiment.

create table inferences (
  run_id text not null references runs (id),
  case_id text not null references cases (id),
  mask_id text not null references masks (id),
  probability real not null,
  computed_at text not null,
  primary key (run_id, case_id, mask_id)
) strict, without rowid;
