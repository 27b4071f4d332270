import { afterAll, beforeAll, expect, test } from 'vitest';
import { bulkPath } from '#contract/bulk.ts';
import type { WireError } from '#contract/errors.ts';
import { unpackResponse, type ResponseImage } from '#contract/filter-response.ts';
import { maskOfRuns } from '#contract/mask-runs.ts';
import type { FeatureSet } from '#contract/procedures/risk.ts';
import { openStore } from '#engine/store/store.ts';
import { connect, temporaryFolder, type TestClient } from '../testing/engine-client.ts';
import { addCase, addMask, addPerson } from '../testing/small-library.ts';
import { openEngine, type Engine } from './engine.ts';

const folder = temporaryFolder();
let engine: Engine;
let client: TestClient;
let caseId: string;
let bare: string;
let maskId: string;
let features: FeatureSet;

/** A block of 6 × 5 × 4 voxels of the small case. */
const block = [2, 3, 4, 5].flatMap((k) =>
  [2, 3, 4, 5, 6].flatMap((j) => [3, 4, 5, 6, 7, 8].map((i) => i + 12 * (j + 10 * k))),
);

beforeAll(async () => {
  const store = openStore(folder.path);
  const reader = addPerson(store, 'supervisor', 'Supervisor');
  caseId = addCase(store, 'patient-1');
  bare = addCase(store, 'patient-2');
  maskId = addMask(store, { caseId, author: null }, block).id;
  store.close();
  engine = await openEngine({ dataDir: folder.path });
  client = connect(engine);
  await client.signIn(reader.id);
  const { jobId } = await client.value('features.compute', { caseId });
  await client.finished(jobId);
  const set = await client.value('features.get', { caseId });
  if (!set) throw new Error('the features are missing');
  features = set;
});
afterAll(async () => {
  client.close();
  await engine.close();
  folder.remove();
});

async function shown(image: string): Promise<ResponseImage> {
  const { status, bytes } = await client.fetch(bulkPath.filterResponse(caseId, image));
  expect(status).toBe(200);
  return unpackResponse(Uint8Array.from(bytes).buffer);
}

async function refusal(id: string, image: string): Promise<{ status: number; error: WireError }> {
  const { status, bytes } = await client.fetch(bulkPath.filterResponse(id, image));
  return { status, error: JSON.parse(new TextDecoder().decode(bytes)) as WireError };
}

const inside = ({ response, runs }: ResponseImage): Float32Array => {
  const mask = maskOfRuns(runs, response.length);
  return response.filter((_, n) => mask[n] === 1);
};
const feature = (column: string): number =>
  features.values.find((value) => value.column === column)?.value ?? NaN;

// The table's own numbers are the witness: they come from the extraction, not from this path.
test.each(['original', 'wavelet-LLH', 'wavelet-HHH', 'log-sigma-3-0-mm-3D', 'gradient'])(
  'the response of %s is what its features were measured on',
  async (image) => {
    const voxels = inside(await shown(image));
    const sum = voxels.reduce((total, value) => total + value, 0);
    const of = (name: string) => feature(`${image}_firstorder_${name}`);
    const scale = Math.max(Math.abs(of('Maximum')), Math.abs(of('Minimum')));
    // Float32 of the wire: seven digits.
    const digits = 6 - Math.ceil(Math.log10(scale));
    expect(Math.max(...voxels)).toBeCloseTo(of('Maximum'), digits);
    expect(Math.min(...voxels)).toBeCloseTo(of('Minimum'), digits);
    expect(sum / voxels.length).toBeCloseTo(of('Mean'), digits);
  },
);

test('mask and geometry are those of the features', async () => {
  const { geometry, runs, ct, ...head } = await shown('wavelet-LLH');
  const [dx, dy, dz] = geometry.spacingMm;
  const voxels = maskOfRuns(runs, ct.length).reduce((sum, set) => sum + set, 0);
  expect(voxels * dx * dy * dz).toBeCloseTo(feature('original_shape_VoxelVolume'), 9);
  expect(geometry.spacingMm).toEqual([1, 1, 1]);
  expect(head).toMatchObject({
    ...{ maskId, image: 'wavelet-LLH', unit: 'HU', signed: true },
    ...{ filter: { filter: 'wavelet', band: 'LLH' }, settingsHash: features.settingsHash },
  });
  expect((await shown('original')).ct).toEqual(ct);
});

test('the range holds 98 % of the tumour', async () => {
  const image = await shown('gradient');
  const voxels = inside(image);
  const [low, high] = image.range;
  const share = voxels.filter((value) => value >= low && value <= high).length / voxels.length;
  expect(share).toBeGreaterThan(0.95);
  expect(high).toBeLessThanOrEqual(Math.max(...voxels));
  expect(low).toBeGreaterThanOrEqual(Math.min(...voxels));
});

test('a newer mask has a response of its own', async () => {
  const before = await shown('original');
  const draft = await client.value('annotation.open', { caseId });
  // One slice more, further to the head.
  const slice = block.slice(0, 30).map((n) => n + 4 * 120);
  const body = new Uint8Array(Uint32Array.from(slice.flatMap((n) => [n, 1])).buffer);
  const url = bulkPath.draftSteps(draft.id, { after: 0, name: 'Brush' });
  expect((await client.fetch(url, { method: 'POST', body })).status).toBe(200);
  const { id } = await client.value('annotation.finish', { draftId: draft.id });
  const after = await shown('original');
  expect([before.maskId, after.maskId]).toEqual([maskId, id]);
  expect(inside(after).length).toBeGreaterThan(inside(before).length);
});

test('what cannot be shown says why', async () => {
  expect(await refusal('nobody', 'original')).toEqual({
    status: 404,
    error: { code: 'not-found', details: { what: 'case', id: 'nobody' } },
  });
  expect(await refusal(bare, 'original')).toEqual({
    status: 422,
    error: { code: 'mask-missing', details: { caseId: bare } },
  });
  expect(await refusal(caseId, 'wavelet-XYZ')).toMatchObject({
    status: 404,
    error: { code: 'image-unknown', details: { name: 'wavelet-XYZ' } },
  });
});
