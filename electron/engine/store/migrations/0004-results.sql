-- What was computed from a mask, and what left the library.

create table features (
  id text primary key,
  case_id text not null references cases (id),
  mask_id text not null references masks (id),
  preset text not null,
  settings_hash text not null,
  code_version text not null,
  computed_at text not null,
  feature_values text not null
) strict;
create index features_case on features (case_id, mask_id);

create table predictions (
  id text primary key,
  case_id text not null references cases (id),
  mask_id text not null references masks (id),
  features_id text not null references features (id),
  model_id text not null,
  weights_sha256 text not null,
  computed_at text not null,
  result text not null
) strict;
create index predictions_case on predictions (case_id, mask_id);

create table exports (
  id text primary key,
  person_id text not null references people (id),
  kind text not null,
  folder text not null,
  files text not null,
  made_at text not null
) strict;
