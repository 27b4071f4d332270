import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CohortView } from '#contract/procedures/cohort.ts';
import type { TestClient } from '../testing/engine-client.ts';
import { openStudy, type OpenStudy } from '../testing/open-study.ts';
import { tinySettings } from '../testing/study-library.ts';

let study: OpenStudy;
let client: TestClient;

beforeEach(async () => {
  study = await openStudy();
  ({ client } = study);
});
afterEach(() => study.close());

const sizes = ({ flow }: CohortView) =>
  flow.sets.map(({ set, counts: { n, positives } }) => [set, n, positives]);
const actions = async () => (await client.value('audit.list', { limit: 50 })).map((e) => e.action);

async function codeOf(name: Parameters<TestClient['call']>[0], input: never): Promise<string> {
  const reply = await client.call(name, input);
  return reply.ok ? 'allowed' : reply.error.code;
}

test('a new cohort is the study in small: matched, split, with two tests', async () => {
  const cohort = await client.value('cohorts.create', { name: 'First' });
  const counts = { n: 24, positives: 12, negatives: 12, unknown: 0 };
  expect(cohort.flow.screened).toEqual(counts);
  expect(cohort.flow.included).toEqual(counts);
  expect(cohort.matching).toMatchObject({ pairs: 8, distance: 0 });
  expect(sizes(cohort)).toEqual([
    ['training', 12, 6],
    ['validation', 4, 2],
    ['test-1', 4, 2],
    ['test-2', 4, 2],
  ]);
  expect(cohort).toMatchObject({ locked: null, undo: null, redo: null, synthetic: 0 });
  expect(await client.value('cohorts.list', {})).toMatchObject([
    { name: 'First', locked: false, included: 24 },
  ]);
});

test('changes are undone and done again, and a new one after undo takes the place of the old', async () => {
  const { id: cohortId, plan } = await client.value('cohorts.create', { name: 'First' });
  const rules = plan.rules.map((rule) =>
    rule.code === 'ctr' ? { ...rule, test: { kind: 'at-most' as const, value: 0.5 } } : rule,
  );
  const preview = await client.value('cohorts.preview', { cohortId, plan: { rules } });
  expect(preview.included.n).toBe(0);
  expect((await client.value('cohorts.get', { cohortId })).flow.included.n).toBe(24);

  const strict = await client.value('cohorts.change', { cohortId, name: 'CTR', plan: { rules } });
  expect(strict.flow.steps.find(({ code }) => code === 'ctr')?.excluded.n).toBe(24);
  expect(strict.undo).toBe('CTR');

  const back = await client.value('cohorts.undo', { cohortId });
  expect(back).toMatchObject({ undo: null, redo: 'CTR', plan });
  expect((await client.value('cohorts.redo', { cohortId })).flow.included.n).toBe(0);

  await client.value('cohorts.undo', { cohortId });
  const { code } = (await client.value('cohorts.patients', { cohortId }))[0];
  const reason = 'the scan shows another tumour';
  const without = await client.value('cohorts.exclude', { cohortId, code, reason });
  expect(without).toMatchObject({ undo: `Exclude ${code}`, redo: null });
  expect(without.flow.excludedByHand.n).toBe(1);
  expect(without.plan.exclusions).toEqual([{ code, reason, by: 'Supervisor' }]);
  const [excluded] = await client.value('cohorts.patients', { cohortId });
  expect(excluded).toMatchObject({ standing: 'excluded', excludedBy: 'by-hand', pair: null });
  expect((await client.value('cohorts.readmit', { cohortId, code })).flow.included.n).toBe(24);
  expect((await actions()).slice(0, 7)).toEqual([
    ...['cohort-changed', 'cohort-changed', 'cohort-undone', 'cohort-redone', 'cohort-undone'],
    ...['cohort-changed', 'cohort-created'],
  ]);
  expect(await codeOf('cohorts.redo', { cohortId } as never)).toBe('nothing-to-redo');
});

test('a locked cohort stays as it was, and a copy of it is the way on', async () => {
  const { id: cohortId } = await client.value('cohorts.create', { name: 'First' });
  const locked = await client.value('cohorts.lock', { cohortId });
  expect(locked.locked).toMatchObject({ by: 'Supervisor' });
  expect(locked.locked?.hash).toMatch(/^[0-9a-f]{64}$/);
  const refused = await Promise.all([
    codeOf('cohorts.change', { cohortId, name: 'x', plan: { matched: false } } as never),
    codeOf('cohorts.exclude', { cohortId, code: 'P-0001', reason: 'a reason' } as never),
    codeOf('cohorts.undo', { cohortId } as never),
    codeOf('cohorts.lock', { cohortId } as never),
  ]);
  expect(new Set(refused)).toEqual(new Set(['cohort-locked']));

  // What happens to the library later does not reach it.
  const before = await client.value('cohorts.patients', { cohortId });
  const { caseId } = before[0];
  await client.value('cases.remove', { caseIds: [caseId ?? ''] });
  expect(await client.value('cohorts.get', { cohortId })).toEqual(locked);
  expect(await client.value('cohorts.patients', { cohortId })).toEqual(before);
  await client.value('cases.restore', { caseIds: [caseId ?? ''] });

  const copy = await client.value('cohorts.create', { name: 'Second', from: cohortId });
  expect(copy).toMatchObject({ locked: null, plan: locked.plan });
  const other = { method: 'pair', share: 0.7, seed: 6 } as const;
  await client.value('cohorts.change', {
    ...{ cohortId: copy.id, name: 'Seed' },
    plan: { split: other },
  });
  const second = await client.value('cohorts.lock', { cohortId: copy.id });
  expect(second.locked?.hash).not.toBe(locked.locked?.hash);
});

test('a name is changed, undone and done again like the plan, and also once locked', async () => {
  const { id: cohortId, plan } = await client.value('cohorts.create', { name: 'Frist' });
  const rename = (name: string) => client.value('cohorts.rename', { cohortId, name });
  const listed = async () => (await client.value('cohorts.list', {})).map(({ name }) => name);
  await client.value('cohorts.change', { cohortId, name: 'Pairs off', plan: { matched: false } });

  const renamed = await rename('  First ');
  expect(renamed).toMatchObject({ name: 'First', undo: 'Rename to First' });
  expect(renamed.plan).toEqual({ ...plan, matched: false });
  expect(await client.value('cohorts.undo', { cohortId })).toMatchObject({
    ...{ name: 'Frist', undo: 'Pairs off', redo: 'Rename to First' },
  });
  expect(await listed()).toEqual(['Frist']);
  expect(await client.value('cohorts.redo', { cohortId })).toMatchObject({ name: 'First' });
  // A change after it keeps the name.
  await client.value('cohorts.change', { cohortId, name: 'Pairs', plan: { matched: true } });
  expect(await listed()).toEqual(['First']);

  const { locked } = await client.value('cohorts.lock', { cohortId });
  expect(await rename('Study')).toMatchObject({ ...{ name: 'Study', locked }, undo: null });
  expect(await codeOf('cohorts.undo', { cohortId } as never)).toBe('cohort-locked');
  expect(await listed()).toEqual(['Study']);
  expect((await actions()).filter((action) => action === 'cohort-renamed')).toHaveLength(2);
  expect(await codeOf('cohorts.rename', { cohortId, name: '  ' } as never)).toBe('invalid-input');
});

test('a cohort with nothing to learn from is not locked', async () => {
  const { id: cohortId } = await client.value('cohorts.create', { name: 'First' });
  const hospitals = { 5: 'test-1', 6: 'test-2' } as const;
  await client.value('cohorts.change', { cohortId, name: 'No hospitals', plan: { hospitals } });
  expect(await codeOf('cohorts.lock', { cohortId } as never)).toBe('set-too-small');
  expect((await client.value('cohorts.get', { cohortId })).locked).toBeNull();
});

test('removed cohorts are out of the list and come back', async () => {
  const { id: cohortId } = await client.value('cohorts.create', { name: 'First' });
  await client.value('cohorts.remove', { cohortId });
  expect(await client.value('cohorts.list', {})).toEqual([]);
  expect(await codeOf('cohorts.get', { cohortId } as never)).toBe('not-found');
  await client.value('cohorts.restore', { cohortId });
  expect(await client.value('cohorts.list', {})).toHaveLength(1);
});

test('rules that cannot be are refused with their place', async () => {
  const { id: cohortId, plan } = await client.value('cohorts.create', { name: 'First' });
  const [first] = plan.rules;
  const rules = [
    first,
    { ...first, fact: 'sex' as const, test: { kind: 'is' as const, value: true } },
  ];
  const reply = await client.call('cohorts.change', { cohortId, name: 'x', plan: { rules } });
  expect(reply).toMatchObject({
    error: {
      code: 'invalid-input',
      details: {
        issues: [
          { path: 'rules.1', message: 'the code histology stands twice' },
          { path: 'rules.1', message: 'sex cannot be tested by is' },
        ],
      },
    },
  });
});

test('an experiment takes the sets of a locked cohort, and of no other', async () => {
  const { id: cohortId } = await client.value('cohorts.create', { name: 'First' });
  const runs = [{ name: 'tiny', settings: tinySettings }];
  const order = { name: 'On the cohort', seed: 1, runs, cohortId };
  expect(await codeOf('experiments.create', order as never)).toBe('cohort-not-locked');
  const { code } = (await client.value('cohorts.patients', { cohortId }))[0];
  await client.value('cohorts.exclude', { cohortId, code, reason: 'for the test' });
  const locked = await client.value('cohorts.lock', { cohortId });
  const experiment = await client.value('experiments.create', order);
  await client.value('experiments.cancel', { runId: experiment.runs[0].id });
  expect(experiment.cohort).toEqual({ id: cohortId, name: 'First' });
  expect(experiment.sets.map(({ set, n, positives }) => [set, n, positives])).toEqual(
    sizes(locked),
  );
  // The excluded one and the partner whom nobody has any more.
  expect(experiment.leftOut).toEqual([{ reason: 'not-in-cohort', n: 2 }]);
});
