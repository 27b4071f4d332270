import Database from 'better-sqlite3';
import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** A real patient behind a pseudonym. */
export interface RealIdentity {
  readonly patientId: string;
  readonly patientName: string;
  readonly dateOffsetDays: number;
}

/**
 * The key file: the library's secret and who stands behind each pseudonym, in a folder of its
 * own. Without the folder the library opens and works; only the way back to the patient, and the
 * recognition of patients and series imported before, are gone.
 */
export interface IdentityKeys {
  /** Keyed hash of anything that identifies, e.g. a patient ID or a UID; hex. */
  keyedHash(purpose: 'patient' | 'instance', value: string): string;
  /** The secret for date offsets and UIDs, 32 bytes. */
  readonly secret: Uint8Array;
  remember(code: string, identity: RealIdentity): void;
  reveal(code: string): RealIdentity | undefined;
  /** Pseudonyms of a real patient ID; several where issuers share it. */
  codesOf(patientId: string): string[];
  close(): void;
}

const schema = `
  create table if not exists secret (id integer primary key check (id = 1), value blob not null);
  create table if not exists identities (
    code text primary key, patient_id text not null, patient_name text not null,
    date_offset_days integer not null
  );
  create index if not exists identities_patient on identities (patient_id);
`;

export function openIdentityKeys(dataDir: string): IdentityKeys {
  const folder = join(dataDir, 'identity');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const db = new Database(join(folder, 'keys.db'));
  db.pragma('synchronous = full');
  db.exec(schema);
  db.prepare('insert or ignore into secret (id, value) values (1, ?)').run(randomBytes(32));
  const secret = db.prepare<[], Buffer>('select value from secret').pluck().get();
  if (!secret) throw new Error('the identity file keeps no secret');
  const insert = db.prepare(`
    insert into identities (code, patient_id, patient_name, date_offset_days)
    values (:code, :patientId, :patientName, :dateOffsetDays)
    -- a clinical table tells no name; the first CT does
    on conflict (code) do update set patient_name = excluded.patient_name
      where patient_name = ''
  `);
  const get = db.prepare<{ code: string }, RealIdentity>(`
    select patient_id as patientId, patient_name as patientName,
      date_offset_days as dateOffsetDays
    from identities where code = :code
  `);
  const codes = db
    .prepare<{ patientId: string }, string>(
      'select code from identities where patient_id = :patientId order by code',
    )
    .pluck();
  return {
    secret,
    keyedHash: (purpose, value) =>
      createHmac('sha256', secret).update(`${purpose}\n${value}`).digest('hex'),
    remember: (code, identity) => void insert.run({ code, ...identity }),
    reveal: (code) => get.get({ code }),
    codesOf: (patientId) => codes.all({ patientId }),
    close: () => db.close(),
  };
}
