import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Person, Role } from '#contract/people.ts';
import type { Db } from '../database.ts';

interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly passcode: string | null;
  readonly active: number;
}

export interface NewPerson {
  readonly name: string;
  readonly role: Role;
  /** As `hashPasscode` gives it; null for none. */
  readonly passcode: string | null;
  readonly demo?: boolean;
}

export interface PeopleRepository {
  list(): Person[];
  get(id: string): Person | undefined;
  count(): number;
  /** The stored passcode hash, or null where sign-in asks for none. */
  passcodeOf(id: string): string | null;
  add(person: NewPerson): Person;
  /** Deactivating also ends the person's sign-ins. */
  setActive(id: string, active: boolean): Person | undefined;
  /** @returns the token; only its hash is stored. */
  signIn(personId: string): string;
  signOut(token: string): void;
  /** The active person behind a token that is not ended and not older than seven days. */
  bySession(token: string): Person | undefined;
}

const sessionDays = 7;

/** All SQL that touches `people` and `sessions`. */
export function peopleRepository(db: Db): PeopleRepository {
  const list = db.prepare<[], PersonRow>('select * from people order by added_at, rowid');
  const get = db.prepare<{ id: string }, PersonRow>('select * from people where id = :id');
  const insert = db.prepare(`
    insert into people (id, name, role, passcode, demo, added_at)
    values (:id, :name, :role, :passcode, :demo, :at)
  `);
  const setActive = db.prepare('update people set active = :active where id = :id');
  const endAll = db.prepare(
    'update sessions set ended_at = :at where person_id = :id and ended_at is null',
  );
  const signIn = db.prepare(
    'insert into sessions (token_hash, person_id, signed_in_at) values (:hash, :id, :at)',
  );
  const signOut = db.prepare('update sessions set ended_at = :at where token_hash = :hash');
  const bySession = db.prepare<{ hash: string; since: string }, PersonRow>(`
    select p.* from sessions s join people p on p.id = s.person_id
    where s.token_hash = :hash and s.ended_at is null and s.signed_in_at > :since and p.active = 1
  `);
  const find = (id: string): Person | undefined => {
    const row = get.get({ id });
    return row && toPerson(row);
  };

  return {
    list: () => list.all().map(toPerson),
    get: find,
    count: () => list.all().length,
    passcodeOf: (id) => get.get({ id })?.passcode ?? null,
    add: ({ name, role, passcode, demo = false }) => {
      const id = randomUUID();
      insert.run({ id, name, role, passcode, demo: Number(demo), at: now() });
      return { id, name, role, hasPasscode: passcode !== null, active: true };
    },
    setActive: (id, active) => {
      setActive.run({ id, active: Number(active) });
      if (!active) endAll.run({ id, at: now() });
      return find(id);
    },
    signIn: (id) => {
      const token = randomBytes(32).toString('base64url');
      signIn.run({ hash: hashOf(token), id, at: now() });
      return token;
    },
    signOut: (token) => void signOut.run({ hash: hashOf(token), at: now() }),
    bySession: (token) => {
      const since = new Date(Date.now() - sessionDays * 86_400_000).toISOString();
      const row = bySession.get({ hash: hashOf(token), since });
      return row && toPerson(row);
    },
  };
}

function toPerson(row: PersonRow): Person {
  const { id, name, role, passcode, active } = row;
  return { id, name, role, hasPasscode: passcode !== null, active: active === 1 };
}

const now = (): string => new Date().toISOString();
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
