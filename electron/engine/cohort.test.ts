import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, temporaryFolder, type TestClient } from '../testing/engine-client.ts';
import { fillStudyLibrary } from '../testing/study-library.ts';
import { openEngine, type Engine } from './engine.ts';

const folder = temporaryFolder();
let engine: Engine;
let client: TestClient;

beforeAll(async () => {
  const { supervisor } = fillStudyLibrary(folder.path);
  engine = await openEngine({ dataDir: folder.path });
  client = connect(engine);
  await client.signIn(supervisor.id);
});
afterAll(async () => {
  client.close();
  await engine.close();
  folder.remove();
});

test('a new cohort is the study in small: matched, split, with two tests', async () => {
  const cohort = await client.value('cohorts.create', { name: 'First' });
  const counts = { n: 24, positives: 12, negatives: 12, unknown: 0 };
  expect(cohort.flow.screened).toEqual(counts);
  expect(cohort.flow.included).toEqual(counts);
  expect(cohort.matching).toMatchObject({ pairs: 8, distance: 0 });
  expect(cohort.flow.sets.map(({ set, counts: { n, positives } }) => [set, n, positives])).toEqual([
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
