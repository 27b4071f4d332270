import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CohortPlan } from '#contract/procedures/cohort.ts';
import type { Run } from '#contract/procedures/experiments.ts';
import { lockThreshold } from '#engine/evaluation/thresholds.ts';
import type { TestClient } from '../testing/engine-client.ts';
import { openStudy, type OpenStudy } from '../testing/open-study.ts';
import { tinySettings } from '../testing/study-library.ts';

/** A library whose locked cohort tests on hospitals 3 and 6 and learns from 1, 2 and 4. */
let study: OpenStudy;
let client: TestClient;
let lockedId: string;

const hospitals: CohortPlan['hospitals'] = {
  ...{ 1: 'development', 2: 'development', 4: 'development' },
  ...{ 3: 'test-1', 6: 'test-2' },
};
/** What the locked cohort forbids: its first test hospital to learn from. */
const leaking: CohortPlan['hospitals'] = { ...hospitals, 'Hospital 03': 'development' };

beforeEach(async () => {
  study = await openStudy();
  ({ client } = study);
  ({ id: lockedId } = await client.value('cohorts.create', { name: 'Seen' }));
  await client.value('cohorts.change', {
    cohortId: lockedId,
    ...{ name: 'Hospitals', plan: { hospitals } },
  });
});
afterEach(() => study.close());

async function expectRefused(
  attempt: () => Promise<{ readonly ok: boolean }>,
  code: string,
): Promise<void> {
  const entries = async () =>
    (await client.value('audit.list', { limit: 500 })).filter(
      ({ action }) => action === 'test-set-refused',
    ).length;
  const before = await entries();
  expect(await attempt()).toMatchObject({ ok: false, error: { code } });
  expect(await entries()).toBe(before + 1);
  expect(await client.value('audit.verify', {})).toMatchObject({ intact: true });
}

test('a change, a preview and an imported plan cannot make a test hospital learn', async () => {
  await client.value('cohorts.lock', { cohortId: lockedId });
  const { id: cohortId, plan } = await client.value('cohorts.create', { name: 'New' });
  // The new cohort keeps the sides that the locked one has given.
  expect(plan.hospitals).toMatchObject({ 3: 'test-1', 5: 'test-1', 6: 'test-2' });
  const change = { hospitals: leaking };
  await expectRefused(
    () => client.call('cohorts.change', { cohortId, name: 'x', plan: change }),
    'test-hospital',
  );
  await expectRefused(
    () => client.call('cohorts.preview', { cohortId, plan: change }),
    'test-hospital',
  );
  expect((await client.value('cohorts.get', { cohortId })).plan).toEqual(plan);
});

test('a plan from before the lock is not locked, copied, undone or redone to', async () => {
  const { id: cohortId } = await client.value('cohorts.create', { name: 'Before' });
  await client.value('cohorts.change', {
    cohortId,
    ...{ name: 'Other seed', plan: { split: { method: 'pair', share: 0.7, seed: 9 } } },
  });
  await client.value('cohorts.lock', { cohortId: lockedId });
  await expectRefused(() => client.call('cohorts.lock', { cohortId }), 'test-hospital');
  await expectRefused(
    () => client.call('cohorts.create', { name: 'x', from: cohortId }),
    'test-hospital',
  );
  await expectRefused(() => client.call('cohorts.undo', { cohortId }), 'test-hospital');
  // The refused step left the plan where it was.
  expect(await client.value('cohorts.get', { cohortId })).toMatchObject({ undo: 'Other seed' });
  // With the hospital taken out, the way is free.
  await client.value('cohorts.change', { cohortId, name: 'Sound', plan: { hospitals } });
  expect((await client.value('cohorts.lock', { cohortId })).locked).not.toBeNull();
});

test('an experiment that draws its own sets cannot learn from a test hospital', async () => {
  await client.value('cohorts.lock', { cohortId: lockedId });
  const runs = [{ name: 'tiny', settings: tinySettings }];
  await expectRefused(
    () => client.call('experiments.create', { name: 'x', seed: 1, runs }),
    'test-hospital',
  );
  expect(await client.value('experiments.list', {})).toEqual([]);
});

test('a run whose sets were drawn before the lock does not go on after it', async () => {
  const runs = [{ name: 'tiny', settings: tinySettings }];
  const experiment = await client.value('experiments.create', { name: 'Early', seed: 1, runs });
  const runId = experiment.runs[0].id;
  await client.value('experiments.pause', { runId });
  await client.value('cohorts.lock', { cohortId: lockedId });
  await expectRefused(async () => {
    await client.value('experiments.resume', { runId });
    const { error } = await endOfRun(runId);
    return error ? { ok: false, error } : { ok: true };
  }, 'test-hospital');
});

async function endOfRun(runId: string): Promise<Run> {
  const stop = new AbortController();
  for await (const event of client.watch('experiments.watch', {}, stop.signal)) {
    if (!event.ok || event.value.kind !== 'run') continue;
    const { run } = event.value;
    if (run.id !== runId || ['queued', 'running'].includes(run.state)) continue;
    stop.abort();
    return run;
  }
  throw new Error('the stream of runs ended');
}

test('what a locked cohort learns from does not become a test', async () => {
  const { id: cohortId } = await client.value('cohorts.create', { name: 'Other' });
  await client.value('cohorts.change', {
    cohortId,
    ...{
      name: 'Four tests',
      plan: { hospitals: { 1: 'development', 2: 'development', 4: 'test-1' } },
    },
  });
  await client.value('cohorts.lock', { cohortId: lockedId });
  await expectRefused(() => client.call('cohorts.lock', { cohortId }), 'learned-hospital');
});

test('a removed cohort still keeps its tests from learning', async () => {
  await client.value('cohorts.lock', { cohortId: lockedId });
  await client.value('cohorts.remove', { cohortId: lockedId });
  const { id: cohortId } = await client.value('cohorts.create', { name: 'New' });
  const change = { name: 'x', plan: { hospitals: leaking } };
  await expectRefused(
    () => client.call('cohorts.change', { cohortId, ...change }),
    'test-hospital',
  );
});

test('a threshold is not chosen by test patients', () => {
  const judges = (['validation', 'test-1'] as const).map((set) => ({
    set,
    label: 1 as const,
    score: 1,
  }));
  expect(() => lockThreshold(judges)).toThrow(
    expect.objectContaining({
      code: 'test-set-touched',
      details: { cases: 1, step: 'thresholds' },
    }),
  );
});
