import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppError, type WireError } from '#contract/errors.ts';
import type { CaseSummary } from '#contract/procedures/cases.ts';
import { describeError } from '#contract/sentences.ts';
import { connect, temporaryFolder, type TestClient } from '../testing/engine-client.ts';
import { addMask } from '../testing/small-library.ts';
import { fillStudyLibrary, tinySettings } from '../testing/study-library.ts';
import { openEngine, type Engine } from './engine.ts';
import { openStore, type Store } from './store/store.ts';
import { unblindedViewer } from './store/viewer.ts';
import { trainingTasks } from './training/training-tasks.ts';

const folder = temporaryFolder();
let engine: Engine;
let client: TestClient;
let small: readonly CaseSummary[];
let prepareFirst: Parameters<(typeof trainingTasks)['prepare-case']>[0];

beforeAll(async () => {
  const { supervisor } = fillStudyLibrary(folder.path);
  const store = openStore(folder.path);
  small = store.cases.list(unblindedViewer).slice(2, 4);
  // A voxel of half a millimetre between two points of the 1 mm grid.
  for (const { id } of small) addMask(store, { caseId: id, author: supervisor }, [1]);
  prepareFirst = prepareOrder(store, small[0].id);
  store.close();
  engine = await openEngine({ dataDir: folder.path });
  client = connect(engine);
  await client.signIn(supervisor.id);
});
afterAll(async () => {
  client.close();
  await engine.close();
  folder.remove();
});

test('cases whose masks vanish are named all at once, before anything is learned', async () => {
  const runs = [{ name: 'Run', settings: tinySettings }];
  const created = await client.value('experiments.create', { name: 'Small', seed: 1, runs });
  const runNow = async () => (await client.value('experiments.list', {}))[0].runs[0];
  await expect.poll(async () => (await runNow()).state, { timeout: 60_000 }).toBe('failed');
  const { error, epoch } = await runNow();
  expect(epoch).toBe(0);
  expect(error?.code).toBe('cases-unusable');
  const sentence = describeError(error as WireError);
  expect(sentence).toMatch(/^2 cases cannot be used as they are\. .*create it again\.$/);
  for (const { code } of small) expect(sentence).toContain(`${code}: `);
  const log = await client.value('experiments.log', { runId: created.runs[0].id });
  expect(log.at(-1)).toMatch(/Failed: cases-unusable\.$/);
});

test('a mask that falls between the points of the grid is told to vanish', () => {
  const refused = new AppError('mask-vanishes', { spacingMm: 1 });
  expect(() => trainingTasks['prepare-case'](prepareFirst)).toThrow(refused);
});

function prepareOrder(store: Store, caseId: string): typeof prepareFirst {
  const volume = store.cases.volume(caseId);
  const mask = store.masks.newest(caseId, unblindedViewer);
  if (!volume || !mask) throw new Error('the case is missing');
  const { geometry, voxelType, sha256 } = volume;
  return {
    volume: { path: store.objectPath(sha256), geometry, voxelType },
    maskPath: store.objectPath(mask.sha256),
    objects: store.folders.objects,
  };
}
