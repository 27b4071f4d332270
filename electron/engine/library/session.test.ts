import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect, temporaryFolder, type TestClient } from '../../testing/engine-client.ts';
import { openEngine, type Engine } from '../engine.ts';

let folder: ReturnType<typeof temporaryFolder>;
let engine: Engine;
let client: TestClient;

beforeEach(async () => {
  folder = temporaryFolder();
  engine = await openEngine({ dataDir: folder.path });
  client = connect(engine);
});
afterEach(async () => {
  client.close();
  await engine.close();
  folder.remove();
});

const codeOf = (reply: { ok: boolean; error?: { code: string } }) => reply.error?.code ?? 'ok';

test('anyone adds the first person, and nobody a second one that way', async () => {
  const first = { name: ' Ann ', role: 'supervisor', passcode: 'geheim' } as const;
  const person = await client.value('people.addFirst', first);
  expect(person).toMatchObject({ name: 'Ann', role: 'supervisor', hasPasscode: true });
  expect(codeOf(await client.call('people.addFirst', first))).toBe('not-allowed');
  expect(JSON.stringify(await client.value('session.welcome', {}))).not.toMatch(/scrypt|geheim/);
});

test('a passcode is asked for, and guessing is slowed', async () => {
  const added = { name: 'Ann', role: 'supervisor', passcode: 'geheim' } as const;
  const { id: personId } = await client.value('people.addFirst', added);
  const attempt = async (passcode?: string) =>
    codeOf(await client.call('session.signIn', { personId, ...(passcode && { passcode }) }));
  expect(await attempt()).toBe('wrong-passcode');
  expect(await attempt('geheim')).toBe('ok');
  for (let n = 0; n < 5; n++) expect(await attempt('falsch')).toBe('wrong-passcode');
  expect(await attempt('geheim')).toBe('wrong-passcode');
});

test('a sign-in outlives the engine, until it is ended', async () => {
  const { id: personId } = await client.value('people.addFirst', {
    name: 'Ann',
    role: 'supervisor',
  });
  const { token } = await client.value('session.signIn', { personId });
  client.close();
  await engine.close();
  engine = await openEngine({ dataDir: folder.path });
  client = connect(engine);
  expect(codeOf(await client.call('people.list', {}))).toBe('sign-in-required');
  expect((await client.value('session.resume', { token })).id).toBe(personId);
  expect(await client.value('people.list', {})).toHaveLength(1);
  await client.value('session.signOut', {});
  expect(codeOf(await client.call('session.resume', { token }))).toBe('sign-in-required');
});

test('a keeper adds and deactivates people, but not themselves', async () => {
  const ann = await client.value('people.addFirst', { name: 'Ann', role: 'assistant' });
  await client.signIn(ann.id);
  const bob = await client.value('people.add', { name: 'Bob', role: 'annotator' });
  const other = connect(engine);
  await other.signIn(bob.id);
  expect(await other.value('cases.list', {})).toEqual([]);
  await client.value('people.setActive', { personId: bob.id, active: false });
  expect(codeOf(await other.call('cases.list', {}))).toBe('sign-in-required');
  other.close();
  const self = await client.call('people.setActive', { personId: ann.id, active: false });
  expect(codeOf(self)).toBe('not-allowed');
});

test('what happened is in an intact audit log', async () => {
  const ann = await client.value('people.addFirst', { name: 'Ann', role: 'supervisor' });
  await client.signIn(ann.id);
  const { jobId } = await client.value('library.backup', {});
  expect((await client.finished(jobId)).state).toBe('done');
  const actions = (await client.value('audit.list', { limit: 10 })).map(({ action }) => action);
  expect(actions).toEqual(['backup-made', 'sign-in', 'person-added']);
  expect(await client.value('audit.verify', {})).toEqual({
    entries: 3,
    intact: true,
    firstBroken: null,
  });
  const { backups } = await client.value('library.info', {});
  expect(backups).toHaveLength(1);
});

test('the demo study is only for an empty library', async () => {
  await client.value('people.addFirst', { name: 'Ann', role: 'supervisor' });
  const reply = await client.call('demo.start', { patients: 1 });
  expect(codeOf(reply)).toBe('library-not-empty');
});
