import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine, type Engine } from '#engine/engine.ts';
import { localClient, type LocalClient } from '#engine/local-client.ts';
import { openStore } from '#engine/store/store.ts';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { cohortStore, patientsShown, type CohortStore } from './cohort-store.ts';
import { addRule, putRuleBack, removeRule, toggleRule } from './rules/rule-actions.ts';

// The real engine on a library of one patient without a CT: what counts here is which plan is
// stored, when, and whether what is shown follows it.
let folder: string;
let engine: Engine;
let client: LocalClient;
let store: CohortStore;
let made = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nodewise-cohort-store-'));
  const library = openStore(folder);
  library.patients.setClinical(library.patients.findOrAdd('somebody').id, {
    ...{ hospital: '1', ageYears: 60, sex: 'female', diameterCm: 1, density: 'solid', ctr: 1 },
    ...{ location: 'outer', cT: 'cT1a', cN: 'cN0', cM: 'cM0', contrast: false, intervalDays: 3 },
    ...{ lymphNodeAssessment: true, previousTherapy: false },
  });
  library.close();
  engine = await openEngine({ dataDir: folder });
  client = localClient(engine);
  const person = await client.call('people.addFirst', { name: 'Sofia', role: 'supervisor' });
  if (!person.ok) throw new Error(person.error.code);
  await client.call('session.signIn', { personId: person.value.id });
});
afterAll(async () => {
  client.close();
  await engine.close();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  const reply = await client.call('cohorts.create', { name: `Cohort ${++made}` });
  if (!reply.ok) throw new Error(reply.error.code);
  store = cohortStore(client, reply.value.id);
  await store.load();
});
// The patients come after what changed them; nothing may be open when the client closes.
afterEach(() => vi.waitFor(() => expect(store.getState().stale).toBe(false)));

const view = () => {
  const { view: shown } = store.getState();
  if (!shown) throw new Error('nothing is loaded');
  return shown;
};
const off = () => view().plan.rules.flatMap(({ code, enabled }) => (enabled ? [] : [code]));

test('changes that are asked for together do not undo each other', async () => {
  const [first, second] = view().plan.rules;
  const before = off();
  await Promise.all([toggleRule(store, first.code), toggleRule(store, second.code)]);
  expect(off()).toEqual([first.code, second.code, ...before]);
  expect(store.getState().asked).toBe(null);
});

test('what is asked for is shown before it is answered', async () => {
  const [first] = view().plan.rules;
  const change = toggleRule(store, first.code);
  expect(store.getState().asked?.rules?.[0].enabled).toBe(false);
  expect(view().plan.rules[0].enabled).toBe(true);
  await change;
  expect(view().plan.rules[0].enabled).toBe(false);
});

test('a removed rule goes back to its place, whatever was done meanwhile', async () => {
  const before = view().plan.rules.map(({ code }) => code);
  const removed = view().plan.rules[2];
  await removeRule(store, removed);
  const added = await addRule(store, 'ageYears');
  expect(await putRuleBack(store, removed, 2)).toBe(true);
  expect(view().plan.rules.map(({ code }) => code)).toEqual([...before, added]);
  expect(view().undo).toBe(`Rule put back: ${removed.reason}`);
  expect(await putRuleBack(store, removed, 2)).toBe(false);
});

test('a refusal stands where it was asked, and goes with the next change that is made', async () => {
  const rules = [...view().plan.rules, view().plan.rules[0]];
  const twice = () => ({ name: 'The same rule twice', plan: { rules } });
  expect(await store.change('rules', twice)).toBe(false);
  expect(store.getState().failure).toMatchObject({ at: 'rules', error: { code: 'invalid-input' } });
  expect(store.getState().asked).toBe(null);
  await toggleRule(store, view().plan.rules[0].code);
  expect(store.getState().failure).toBe(null);
});

test('a name is a step like any other, and only a name is', async () => {
  const { name, plan } = view();
  expect(await store.rename('Renamed')).toBe(true);
  expect(view()).toMatchObject({ name: 'Renamed', plan, undo: 'Rename to Renamed' });
  expect(await store.ask('cohorts.undo', 'header')).toBe(true);
  expect(view()).toMatchObject({ name, redo: 'Rename to Renamed' });
  expect(await store.rename('x'.repeat(81))).toBe(false);
  expect(store.getState().failure).toMatchObject({ at: 'header' });
});

test('undo and redo walk by name', async () => {
  await toggleRule(store, view().plan.rules[0].code);
  const name = view().undo;
  expect(await store.ask('cohorts.undo', 'header')).toBe(true);
  expect([view().undo, view().redo]).toEqual([null, name]);
});

test('the patients of what is typed come with its counts, go with it, and stay when it is kept', async () => {
  const standing = () => patientsShown(store.getState()).patients?.map((each) => each.standing);
  const shown = () => vi.waitFor(() => expect(patientsShown(store.getState()).stale).toBe(false));
  const plan = { rules: [] };
  const typed = async () => {
    store.preview(plan);
    await vi.waitFor(() => expect(store.getState().preview?.included.n).toBe(1));
    await shown();
  };
  expect(standing()).toEqual(['excluded']);
  await typed();
  expect(standing()).toEqual(['no-part']);
  store.dropPreview();
  expect(standing()).toEqual(['excluded']);

  await typed();
  const seen: unknown[] = [];
  const stop = store.subscribe(() => seen.push(standing()?.join()));
  await store.change('rules', () => ({ name: 'No rules', plan }));
  await shown();
  stop();
  expect(new Set(seen)).toEqual(new Set(['no-part']));
});
