-- Patients under pseudonyms, their series, and where those came from.

create table patients (
  id integer primary key,
  code text not null unique,
  -- keyed hash of the real identity; the key lies in the identity folder
  identity_hash text not null unique
) strict;

create table imports (
  id text primary key,
  person_id text references people (id),
  state text not null check (state in ('running', 'done', 'cancelled', 'failed')),
  started_at text not null,
  ended_at text,
  report text not null
) strict;

create table cases (
  id text primary key,
  patient_id integer not null references patients (id),
  import_id text not null references imports (id),
  imported_at text not null,
  scanned_on text,
  geometry text not null,
  slice_positions text not null,
  slice_thickness_mm real,
  voxel_type text not null check (voxel_type in ('int16', 'float32')),
  volume_sha256 text not null,
  volume_bytes integer not null,
  acquisition text not null,
  flags text not null,
  -- de-identified DICOM attributes that an export refers back to
  source text not null,
  removed_at text
) strict;
create index cases_patient on cases (patient_id);

-- Keyed hashes of the SOP instance UIDs, which tell a series that is already here.
create table instances (
  sop_hash text not null,
  case_id text not null references cases (id),
  primary key (sop_hash, case_id)
) strict, without rowid;

create table notes (
  id integer primary key,
  case_id text not null references cases (id),
  person_id text not null references people (id),
  note text not null,
  at text not null,
  cleared_at text
) strict;
create index notes_case on notes (case_id);

-- Clinical facts without pathology; a row a patient.
create table clinical (
  patient_id integer primary key references patients (id),
  record text not null,
  at text not null
) strict;

-- Pathology. Apart from the clinical facts, so that no query for a reader can touch it by accident.
create table outcomes (
  patient_id integer primary key references patients (id),
  record text not null,
  at text not null
) strict;
