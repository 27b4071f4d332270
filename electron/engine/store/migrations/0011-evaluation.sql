-- Models fitted on the training set of a locked cohort, their scores, and what was evaluated.

create table fitted_models (
  id text primary key,
  cohort_id text not null references cohorts (id),
  kind text not null check (kind in ('radiomics', 'clinical')),
  name text not null,
  person_id text not null references people (id),
  created_at text not null,
  settings text not null,
  settings_hash text not null,
  code_version text not null,
  -- how it was made and what it is, JSON by kind
  model text not null
) strict;
create index fitted_models_cohort on fitted_models (cohort_id);

create table fitted_scores (
  model_id text not null references fitted_models (id),
  -- pseudonym of the patient
  patient_code text not null,
  set_name text not null,
  -- probability of pN+
  score real not null,
  primary key (model_id, patient_code)
) strict, without rowid;

create table evaluations (
  id text primary key,
  cohort_id text not null references cohorts (id),
  person_id text not null references people (id),
  created_at text not null,
  -- all that the result was computed from, and the result
  input text not null,
  result text not null
) strict;
create index evaluations_cohort on evaluations (cohort_id);

create trigger fitted_models_no_update before update on fitted_models
begin select raise(abort, 'a fitted model does not change'); end;
create trigger fitted_scores_no_update before update on fitted_scores
begin select raise(abort, 'scores of a fitted model do not change'); end;
create trigger evaluations_no_update before update on evaluations
begin select raise(abort, 'an evaluation does not change'); end;
