-- How extractions over many cases ended, case by case; outlives the engine that ran them.

create table extractions (
  id text primary key,
  person_id text not null references people (id),
  state text not null,
  started_at text not null,
  report text not null
) strict;
