-- People, their sign-ins, and the audit chain.

create table settings (
  key text primary key,
  value text not null
) strict;

create table people (
  id text primary key,
  name text not null,
  role text not null check (role in ('annotator', 'supervisor', 'assistant', 'clinician')),
  -- 'scrypt$salt$hash' in hex, or null where sign-in asks for no passcode
  passcode text,
  active integer not null default 1,
  demo integer not null default 0,
  added_at text not null
) strict;

create table sessions (
  -- SHA-256 of the token, so that a copied database opens no session
  token_hash text primary key,
  person_id text not null references people (id),
  signed_in_at text not null,
  ended_at text
) strict;

create table audit (
  entry integer primary key,
  at text not null,
  who text not null,
  who_id text,
  action text not null,
  subject text not null,
  details text not null,
  previous text not null,
  hash text not null
) strict;

create trigger audit_no_update before update on audit
begin select raise(abort, 'the audit log is append-only'); end;
create trigger audit_no_delete before delete on audit
begin select raise(abort, 'the audit log is append-only'); end;
