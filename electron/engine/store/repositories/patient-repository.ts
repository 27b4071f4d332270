import type { ClinicalRecord, Outcome } from '#contract/procedures/cases.ts';
import type { Db } from '../database.ts';

export interface PatientRepository {
  /** The patient behind a keyed identity hash, added under the next free pseudonym when new. */
  findOrAdd(identityHash: string): { readonly id: number; readonly code: string };
  find(identityHash: string): { readonly id: number; readonly code: string } | undefined;
  byCode(code: string): { readonly id: number; readonly code: string } | undefined;
  /** Whether a CT of the patient was ever imported. */
  isImaged(id: number): boolean;
  setClinical(patientId: number, record: ClinicalRecord): void;
  clinical(patientId: number): ClinicalRecord | undefined;
  setOutcome(patientId: number, record: Outcome): void;
  outcome(patientId: number): Outcome | undefined;
  outcomeOfCase(caseId: string): Outcome | undefined;
}

interface PatientRow {
  readonly id: number;
  readonly code: string;
}

/** All SQL that touches `patients`, `clinical` and `outcomes`. */
export function patientRepository(db: Db): PatientRepository {
  const find = db.prepare<{ hash: string }, PatientRow>(
    'select id, code from patients where identity_hash = :hash',
  );
  const byCode = db.prepare<{ code: string }, PatientRow>(
    'select id, code from patients where code = :code',
  );
  const next = db.prepare<[], { id: number }>(
    'select coalesce(max(id), 0) + 1 as id from patients',
  );
  const insert = db.prepare(
    'insert into patients (id, code, identity_hash) values (:id, :code, :hash)',
  );
  const setClinical = db.prepare(upsert('clinical'));
  const setOutcome = db.prepare(upsert('outcomes'));
  const clinical = db.prepare<{ id: number }, { record: string }>(
    'select record from clinical where patient_id = :id',
  );
  const outcome = db.prepare<{ id: number }, { record: string }>(
    'select record from outcomes where patient_id = :id',
  );
  const outcomeOfCase = db.prepare<{ caseId: string }, { record: string }>(`
    select o.record from outcomes o join cases c on c.patient_id = o.patient_id
    where c.id = :caseId
  `);

  const isImaged = db.prepare<{ id: number }, { n: number }>(
    'select exists (select 1 from cases where patient_id = :id) as n',
  );

  return {
    isImaged: (id) => isImaged.get({ id })?.n === 1,
    find: (hash) => find.get({ hash }),
    byCode: (code) => byCode.get({ code }),
    findOrAdd: (hash) => {
      const known = find.get({ hash });
      if (known) return known;
      const id = next.get()?.id ?? 1;
      const code = `P-${String(id).padStart(4, '0')}`;
      insert.run({ id, code, hash });
      return { id, code };
    },
    setClinical: (id, record) => void setClinical.run(recordParameters(id, record)),
    clinical: (id) => parse<ClinicalRecord>(clinical.get({ id })),
    setOutcome: (id, record) => void setOutcome.run(recordParameters(id, record)),
    outcome: (id) => parse<Outcome>(outcome.get({ id })),
    outcomeOfCase: (caseId) => parse<Outcome>(outcomeOfCase.get({ caseId })),
  };
}

function upsert(table: 'clinical' | 'outcomes'): string {
  return `insert into ${table} (patient_id, record, at) values (:id, :record, :at)
    on conflict (patient_id) do update set record = excluded.record, at = excluded.at`;
}

function recordParameters(id: number, record: unknown) {
  return { id, record: JSON.stringify(record), at: new Date().toISOString() };
}

function parse<T>(row: { record: string } | undefined): T | undefined {
  return row && (JSON.parse(row.record) as T);
}
