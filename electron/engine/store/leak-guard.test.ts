import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CohortPlan } from '#contract/procedures/cohort.ts';
import { addPerson } from '../../testing/small-library.ts';
import { temporaryFolder } from '../../testing/engine-client.ts';
import {
  auditRefusals,
  lockedHospitals,
  requireLearning,
  requireUnlearned,
  requireUntested,
} from './leak-guard.ts';
import type { CohortSnapshot } from './repositories/cohort-repository.ts';
import { openStore, type Store } from './store.ts';

const folder = temporaryFolder();
let store: Store;
let cohortId: string;
const plan = {
  hospitals: { 1: 'development', 'Hospital 5': 'test-1', Northern: 'test-2' },
} as unknown as CohortPlan;

beforeAll(() => {
  store = openStore(folder.path);
  const personId = addPerson(store, 'supervisor', 'Ann').id;
  cohortId = store.cohorts.add({ name: 'First', plan, personId });
  const snapshot = {} as CohortSnapshot;
  store.cohorts.lock(cohortId, { revision: 0, hash: '', snapshot, personId });
});
afterAll(() => {
  store.close();
  folder.remove();
});

const members = (...sets: ('training' | 'validation' | 'development' | 'test-1' | 'test-2')[]) =>
  sets.map((set) => ({ set }));

test.each(['selection', 'scaling', 'thresholds', 'matching', 'splitting', 'training'] as const)(
  'the %s is given learning members as they are, and never a test member',
  (step) => {
    const learning = members('training', 'validation', 'development');
    expect(requireLearning(learning, step)).toBe(learning);
    for (const set of ['test-1', 'test-2'] as const) {
      expect(() => requireLearning([...learning, ...members(set)], step)).toThrow(
        expect.objectContaining({ code: 'test-set-touched', details: { cases: 1, step } }),
      );
    }
  },
);

test('a hospital is known by its number or name, however it is written', () => {
  expect(lockedHospitals(store).get('5')).toEqual({ part: 'test-1', cohort: 'First' });
  for (const hospital of ['5', 'hospital no. 05', '5.0', '５号医院', 'NORTHERN ']) {
    expect(() => requireUntested(store, ['1', hospital], 'training')).toThrow(
      expect.objectContaining({
        code: 'test-hospital',
        details: { hospital, cohort: 'First', step: 'training' },
      }),
    );
  }
  expect(() => requireUntested(store, ['1', '2', null], 'training')).not.toThrow();
  expect(() => requireUnlearned(store, ['5', '2'])).not.toThrow();
  expect(() => requireUnlearned(store, ['01'])).toThrow(
    expect.objectContaining({ code: 'learned-hospital' }),
  );
});

test('refusals are written down and go on; other failures are not the guard’s', async () => {
  const who = { id: null, name: 'Ann' };
  const entries = () => store.audit.list(10).map(({ action, subject }) => [action, subject]);
  const about = { who, subject: 'an id' };
  await expect(
    auditRefusals(store, about, () => requireLearning(members('test-1'), 'matching')),
  ).rejects.toMatchObject({ code: 'test-set-touched' });
  expect(entries()).toEqual([['test-set-refused', 'an id']]);
  await expect(
    auditRefusals(store, about, async () => requireUnlearned(store, ['1'])),
  ).rejects.toMatchObject({ code: 'learned-hospital' });
  expect(entries()).toHaveLength(2);
  await expect(
    auditRefusals(store, about, () => {
      throw new RangeError('other');
    }),
  ).rejects.toThrow('other');
  expect(await auditRefusals(store, about, () => 7)).toBe(7);
  expect(entries()).toHaveLength(2);
  expect(store.audit.verify().intact).toBe(true);
});

test('revisions and locks of a cohort cannot be changed or deleted', () => {
  for (const [table, phrase] of [
    ['cohort_revisions', 'append-only'],
    ['cohort_locks', 'does not change'],
  ]) {
    expect(() => store.db.exec(`delete from ${table}`)).toThrow(phrase);
    expect(() => store.db.exec(`update ${table} set person_id = ''`)).toThrow(phrase);
  }
});
