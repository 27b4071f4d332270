import Database from 'better-sqlite3';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '../../testing/engine-client.ts';
import { addCase, addPerson } from '../../testing/small-library.ts';
import { canonicalJson } from './canonical-json.ts';
import { migrate, readMigrations, schemaVersion } from './migrate.ts';
import { checkPasscode, hashPasscode } from './passcode.ts';
import { engineItself } from './repositories/audit-log.ts';
import { openStore } from './store.ts';
import { unblindedViewer } from './viewer.ts';

let folder: ReturnType<typeof temporaryFolder>;
const library = () => join(folder.path, 'library.db');
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => folder.remove());

/** Opens a closed library as anybody with a SQLite tool could. */
function tamper(sql: string): void {
  const db = new Database(library());
  db.exec(sql);
  db.close();
}

test('a library of an older schema is copied, then brought forward with its rows', () => {
  const migrations = readMigrations();
  const old = new Database(library());
  migrate(old, migrations.slice(0, 1), join(folder.path, 'backups'));
  old.exec(
    `insert into people values ('p1', 'Ann', 'supervisor', null, 1, 0, '2025-01-01T00:00:00Z')`,
  );
  old.close();

  const store = openStore(folder.path);
  expect(schemaVersion(store.db)).toBe(migrations.length);
  expect(store.people.list().map(({ name }) => name)).toEqual(['Ann']);
  store.close();

  const backup = new Database(join(folder.path, 'backups', 'before-schema-2.db'));
  expect(schemaVersion(backup)).toBe(1);
  expect(backup.prepare('select name from people').pluck().all()).toEqual(['Ann']);
  backup.close();
});

test('a cohort from before names could change has the one that it began with', () => {
  const old = new Database(library());
  migrate(old, readMigrations().slice(0, 11), join(folder.path, 'backups'));
  const at = '2025-01-01T00:00:00Z';
  old.exec(`insert into people values ('p1', 'Ann', 'supervisor', null, 1, 0, '${at}');
    insert into cohorts values ('c1', 'Begun', 'p1', '${at}', 0, null);
    insert into cohort_revisions values ('c1', 0, null, 'Begun', '{"rules":[]}', 'p1', '${at}')`);
  old.close();

  const store = openStore(folder.path);
  const { cohorts, db } = store;
  const named = () => [cohorts.get('c1')?.name, cohorts.nameOf('c1'), cohorts.list()[0].name];
  expect(named()).toEqual(['Begun', 'Begun', 'Begun']);
  const { plan } = cohorts.list()[0];
  cohorts.revise('c1', { name: 'Rename', cohortName: 'Renamed', plan, personId: 'p1' });
  expect(named()).toEqual(['Renamed', 'Renamed', 'Renamed']);
  cohorts.move('c1', 0);
  expect(named()).toEqual(['Begun', 'Begun', 'Begun']);
  expect(db.prepare('select count(*) from cohort_revisions').pluck().get()).toBe(2);
  store.close();
});

test('remarks of an older evaluation hold of all its numbers, which stay to the digit', () => {
  const old = new Database(library());
  migrate(old, readMigrations().slice(0, 12), join(folder.path, 'backups'));
  const at = '2025-01-01T00:00:00Z';
  const numbers = '"auc":0.7342192691029901,"p":3.1e-7,"n":146';
  const add = old.prepare("insert into evaluations values (?, 'c1', 'p1', ?, '{}', ?)");
  old.exec(`insert into people values ('p1', 'Ann', 'supervisor', null, 1, 0, '${at}');
    insert into cohorts values ('c1', 'Begun', 'p1', '${at}', 0, null)`);
  add.run('told', at, `{${numbers},"remarks":["Few patients","Synthetic"]}`);
  add.run('silent', at, `{${numbers},"remarks":[]}`);
  old.close();

  const store = openStore(folder.path);
  const about = { about: 'patients', model: null };
  const told = [
    { text: 'Few patients', ...about },
    { text: 'Synthetic', ...about },
  ];
  const kept = JSON.parse(`{${numbers}}`) as object;
  expect(store.evaluations.get('told')?.result).toEqual({ ...kept, remarks: told });
  expect(store.evaluations.get('silent')?.result).toEqual({ ...kept, remarks: [] });
  store.close();
});

test('a new library is not backed up', () => {
  openStore(folder.path).close();
  expect(existsSync(join(folder.path, 'backups'))).toBe(false);
});

test('a failing migration changes nothing of what it began', () => {
  const db = new Database(library());
  const broken = { version: 1, sql: 'create table half (x); create table half (x);' };
  expect(() => migrate(db, [broken], join(folder.path, 'backups'))).toThrow('already exists');
  expect(schemaVersion(db)).toBe(0);
  expect(db.prepare('select count(*) from sqlite_master').pluck().get()).toBe(0);
  db.close();
});

test('migrations are numbered without a gap', () => {
  const sql = (name: string) => writeFileSync(join(folder.path, name), 'select 1');
  sql('0001-first.sql');
  sql('0003-third.sql');
  const url = new URL(`file://${folder.path}/`);
  expect(() => readMigrations(url)).toThrow('migration 2 expected, found 0003-third.sql');
});

test('refuses a library of a later version and leaves it as it is', () => {
  openStore(folder.path).close();
  tamper('pragma user_version = 99');
  expect(() => openStore(folder.path)).toThrow('library-too-new');
  const db = new Database(library());
  expect(schemaVersion(db)).toBe(99);
  db.close();
});

test('refuses a damaged library', () => {
  openStore(folder.path).close();
  writeFileSync(library(), Buffer.alloc(8192, 'not a database'));
  expect(() => openStore(folder.path)).toThrow('library-damaged');
});

test('one engine at a time', () => {
  const store = openStore(folder.path);
  expect(() => openStore(folder.path)).toThrow('library-locked');
  store.close();
  openStore(folder.path).close();
});

test('works without the key file, which alone leads back to the patient', () => {
  const first = openStore(folder.path);
  const caseId = addCase(first, first.identity.keyedHash('patient', 'MRN-1'));
  const identity = { patientId: 'MRN-1', patientName: 'Doe^Jane', dateOffsetDays: -400 };
  first.identity.remember('P-0001', identity);
  expect(first.identity.reveal('P-0001')).toEqual(identity);
  expect(first.identity.codesOf('MRN-1')).toEqual(['P-0001']);
  first.close();
  const inDatabase = readFileSync(library(), 'latin1');
  expect(inDatabase).not.toMatch(/MRN-1|Doe/);

  rmSync(join(folder.path, 'identity'), { recursive: true });
  const second = openStore(folder.path);
  expect(second.cases.get(caseId, unblindedViewer)?.code).toBe('P-0001');
  expect(second.identity.reveal('P-0001')).toBeUndefined();
  second.close();
});

test('the audit log refuses changes and shows those made behind its back', () => {
  const store = openStore(folder.path);
  const note = (n: number) =>
    store.audit.append({ who: engineItself, action: 'exported', subject: `e${n}`, details: { n } });
  for (let n = 1; n <= 5; n++) note(n);
  expect(store.audit.verify()).toEqual({ entries: 5, intact: true, firstBroken: null });
  expect(() => store.db.exec(`update audit set who = 'X'`)).toThrow('append-only');
  expect(() => store.db.exec('delete from audit')).toThrow('append-only');
  store.close();

  tamper(`drop trigger audit_no_update; update audit set subject = 'other' where entry = 3`);
  const opened = openStore(folder.path);
  expect(opened.audit.verify()).toMatchObject({ intact: false, firstBroken: 3 });
  opened.close();
});

test('a removed audit entry breaks the chain where it was', () => {
  const store = openStore(folder.path);
  for (let n = 0; n < 4; n++) {
    store.audit.append({ who: engineItself, action: 'exported', subject: `e${n}` });
  }
  store.close();
  tamper('drop trigger audit_no_delete; delete from audit where entry = 2');
  const opened = openStore(folder.path);
  expect(opened.audit.verify()).toMatchObject({ intact: false, firstBroken: 2 });
  opened.close();
});

test('journal entries and mask versions cannot be changed', () => {
  const store = openStore(folder.path);
  const caseId = addCase(store, 'patient');
  const person = addPerson(store, 'annotator', 'Reader');
  const draft = store.drafts.start({
    caseId,
    personId: person.id,
    base: 'empty',
    baseMaskId: null,
  });
  const runs = Uint32Array.of(1, 2);
  store.drafts.append(draft.id, { entry: 1, kind: 'edit', step: 1, name: 'Brush', runs });
  expect(() => store.db.exec('delete from journal')).toThrow('append-only');
  expect(() => store.db.exec(`update journal set name = 'x'`)).toThrow('append-only');
  expect(store.drafts.journal(draft.id)[0].runs).toEqual(runs);
  store.close();
});

test('a sign-in ends with signing out, and with being deactivated', () => {
  const store = openStore(folder.path);
  const { id } = addPerson(store, 'annotator', 'Reader');
  const [first, second] = [store.people.signIn(id), store.people.signIn(id)];
  expect(store.people.bySession(first)?.id).toBe(id);
  store.people.signOut(first);
  expect(store.people.bySession(first)).toBeUndefined();
  expect(store.people.bySession(second)?.id).toBe(id);
  store.people.setActive(id, false);
  store.people.setActive(id, true);
  expect(store.people.bySession(second)).toBeUndefined();
  store.close();
  // Who copies the file finds the person, but no token that would open a session.
  const inDatabase = readFileSync(library(), 'latin1');
  expect(inDatabase).toContain(id);
  expect(inDatabase).not.toContain(second);
});

test('a passcode is checked against its salted hash', async () => {
  const stored = await hashPasscode('geheim');
  expect(stored).not.toContain('geheim');
  expect(await hashPasscode('geheim')).not.toBe(stored);
  expect(await checkPasscode('geheim', stored)).toBe(true);
  expect(await checkPasscode('Geheim', stored)).toBe(false);
});

test('equal facts have one canonical text', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: undefined })).toBe(
    '{"b":[1,{"c":"x","d":null}]}',
  );
});
