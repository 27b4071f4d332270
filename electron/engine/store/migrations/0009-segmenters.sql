-- Segmentation models that people brought, and what they outlined.

create table segmenters (
  id text primary key,
  name text not null,
  -- objects: the ONNX file and its card
  model_sha256 text not null,
  card_sha256 text not null,
  bytes integer not null,
  channels integer not null,
  -- of the card, for showing
  declares text not null,
  imported_at text not null,
  removed_at text,
  -- outlines new cases; none is chosen where the program's own method does
  chosen integer not null default 0 check (chosen in (0, 1)),
  check (chosen = 0 or removed_at is null),
  unique (model_sha256, card_sha256)
) strict;
create unique index segmenters_name on segmenters (name) where removed_at is null;
create unique index segmenters_chosen on segmenters (chosen) where chosen = 1;

-- name and hashes of the model that outlined; null for the program's own method
alter table proposals add column outlined_by text;
