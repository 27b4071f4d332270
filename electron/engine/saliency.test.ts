import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bulkPath } from '#contract/bulk.ts';
import type { Geometry } from '#contract/geometry.ts';
import { unpackSaliency, type SaliencyMap } from '#contract/saliency-map.ts';
import type { Person } from '#contract/people.ts';
import { openStore } from '#engine/store/store.ts';
import { connect, temporaryFolder, type TestClient } from '../testing/engine-client.ts';
import { addCase, addMask, addPerson } from '../testing/small-library.ts';
import { writeSmallModelResources } from '../testing/small-model-resources.ts';
import { openEngine, type Engine } from './engine.ts';

const folder = temporaryFolder();
const resourcesDir = join(folder.path, 'resources');
const dataDir = join(folder.path, 'library');
/** 150 × 125 × 144 mm, more than the network sees. */
const geometry: Geometry = {
  dimensions: [60, 50, 48],
  spacingMm: [2.5, 2.5, 3],
  originMm: [-70, -60, -300],
  direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
};
/** Voxels 32 to 35, 22 to 25 and 20 to 23: its middle is 85, 60 and 66 mm from the first corner. */
const block = [20, 21, 22, 23].flatMap((k) =>
  [22, 23, 24, 25].flatMap((j) => [32, 33, 34, 35].map((i) => i + 60 * (j + 50 * k))),
);
const middleMm = [85, 60, 66];
/** Half the edge of what the network sees. */
const halfViewMm = 48;

let engine: Engine;
let client: TestClient;
let caseId: string;
let people: { supervisor: Person; clinician: Person; annotator: Person };

beforeAll(async () => {
  writeSmallModelResources(resourcesDir);
  const store = openStore(dataDir);
  caseId = addCase(store, 'patient', geometry);
  addMask(store, { caseId, author: null }, block);
  people = {
    supervisor: addPerson(store, 'supervisor', 'Supervisor'),
    clinician: addPerson(store, 'clinician', 'Clinician'),
    annotator: addPerson(store, 'annotator', 'Annotator'),
  };
  store.close();
  await start();
});
afterAll(async () => {
  await stop();
  folder.remove();
});

async function start(): Promise<void> {
  engine = await openEngine({ dataDir, resourcesDir });
  client = connect(engine);
  await client.signIn(people.clinician.id);
}

async function stop(): Promise<void> {
  client.close();
  await engine.close();
}

async function predicted(): Promise<string> {
  const { jobId } = await client.value('prediction.start', { caseId });
  return (await client.finished(jobId)).resultId ?? '';
}

async function mapOf(predictionId: string): Promise<SaliencyMap> {
  const { status, bytes } = await client.fetch(bulkPath.saliency(predictionId));
  expect(status).toBe(200);
  return unpackSaliency(Uint8Array.from(bytes).buffer);
}

const statusOf = async (predictionId: string): Promise<number> =>
  (await client.fetch(bulkPath.saliency(predictionId))).status;

let first: { readonly id: string; readonly map: SaliencyMap };

test('the map lies on the CT’s voxels that the network saw', async () => {
  const id = await predicted();
  const map = await mapOf(id);
  first = { id, map };
  expect(map).toMatchObject({ predictionId: id, found: true });
  for (const axis of [0, 1, 2] as const) {
    const { spacingMm, dimensions } = geometry;
    const from = map.offset[axis] * spacingMm[axis];
    const to = (map.offset[axis] + map.dimensions[axis]) * spacingMm[axis];
    // Whole voxels of the CT, so a little more than the view; its own voxels are 1 mm.
    const slack = spacingMm[axis] + 1;
    expect(Math.abs(from - Math.max(0, middleMm[axis] - halfViewMm))).toBeLessThan(slack);
    const end = Math.min(dimensions[axis] * spacingMm[axis], middleMm[axis] + halfViewMm);
    expect(Math.abs(to - end)).toBeLessThan(slack);
  }
  const [nx, ny, nz] = map.dimensions;
  expect(map.levels).toHaveLength(nx * ny * nz);
});

test('its strongest place is near 1, and it is not the same everywhere', () => {
  const highest = first.map.levels.reduce((most, level) => Math.max(most, level), 0);
  const lowest = first.map.levels.reduce((least, level) => Math.min(least, level), 255);
  // Linear interpolation between places 16 mm apart may miss the peak by half a voxel.
  expect(highest).toBeGreaterThan(0.8 * 255);
  expect(lowest).toBeLessThan(0.5 * highest);
});

test('an annotator is refused it', async () => {
  await client.signIn(people.annotator.id);
  expect(await statusOf(first.id)).toBe(403);
  await client.signIn(people.clinician.id);
});

test('the same prediction again has the same map, from the store', async () => {
  const second = await predicted();
  expect((await mapOf(second)).levels).toEqual(first.map.levels);
  // The number that stands on the page now is another row.
  expect(await statusOf(first.id)).toBe(404);

  await stop();
  const store = openStore(dataDir);
  expect(store.db.prepare('select count(*) as rows from saliency').get()).toEqual({ rows: 1 });
  // What would be computed again is not what is stored now.
  store.db.exec('update saliency set voxels = zeroblob(length(voxels)), peak = 0');
  store.close();
  await start();
  const stored = await mapOf(second);
  expect(stored.found).toBe(false);
  expect(stored.levels.every((level) => level === 0)).toBe(true);
});

test('a new mask leaves no map of the old one', async () => {
  const before = (await client.value('prediction.get', { caseId }))?.id ?? '';
  await client.signIn(people.supervisor.id);
  const draft = await client.value('annotation.open', { caseId });
  const body = new Uint8Array(Uint32Array.of(block[0] - 4, 4).buffer);
  const url = bulkPath.draftSteps(draft.id, { after: 0, name: 'Brush' });
  expect((await client.fetch(url, { method: 'POST', body })).status).toBe(200);
  await client.value('annotation.finish', { draftId: draft.id });
  expect(await statusOf(before)).toBe(404);
  expect((await mapOf(await predicted())).found).toBe(true);
  expect(await statusOf('none')).toBe(404);
});
