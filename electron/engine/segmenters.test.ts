import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bulkPath } from '#contract/bulk.ts';
import type { Job } from '#contract/procedures/jobs.ts';
import type { Segmenter } from '#contract/procedures/segmenters.ts';
import { objectPath } from '#engine/store/object-files.ts';
import { graphBuilder } from '#native/graph/graph.ts';
import { encodeModel } from '#native/graph/onnx/encode-model.ts';
import { conv } from '#native/graph/ops/conv.ts';
import { connect, temporaryFolder, type TestClient } from '../testing/engine-client.ts';
import { ctSlice, folderOf } from '../testing/synthetic-ct.ts';
import { voxelsOfRuns } from '../testing/voxels-of-runs.ts';
import { openEngine, type Engine } from './engine.ts';

/** Every model runs in a process of its own, which takes seconds to start on a busy machine. */

const patch = [8, 12, 10] as const;

/** The card of a model that finds what is denser than 40 HU, on the synthetic CT's own grid. */
const card = {
  format: 1,
  name: 'Denser than 40 HU',
  axes: 'SPL',
  spacingMm: [1, 0.7, 0.7],
  hu: [-160, 240],
  patch,
  overlap: 0.5,
  rule: { kind: 'threshold', channel: 0, threshold: 0.5, of: 'logits' },
};

const [columns, rows, slices] = [24, 20, 22];
const tumour = insideOf([6, 5, 8], [14, 12, 15]);
/** Denser than the lung, and smaller: the largest piece alone is kept. */
const vessel = insideOf([18, 15, 2], [20, 17, 4]);

let folder: ReturnType<typeof temporaryFolder>;
let sources: string[];
let engine: Engine;
let client: TestClient;

beforeEach(async () => {
  folder = temporaryFolder();
  sources = [];
  engine = await openEngine({ dataDir: join(folder.path, 'library') });
  client = connect(engine);
  const { id } = await client.value('people.addFirst', { name: 'Ann', role: 'supervisor' });
  await client.signIn(id);
});
afterEach(async () => {
  client.close();
  await engine.close();
  folder.remove();
  for (const source of sources) rmSync(source, { recursive: true, force: true });
});

test('the chosen model outlines a new case, and all that comes of it names the model', async () => {
  const model = await brought(card);
  const { modelSha256, cardSha256 } = model;
  expect(model).toMatchObject({ name: 'Denser than 40 HU', channels: 1 });
  expect(model.declares).toMatchObject({ axes: 'SPL', patch: [...patch], largestOnly: true });
  await client.value('segmenters.choose', { segmenterId: model.id });
  const { caseId, job } = await imported((v) => (tumour.has(v) || vessel.has(v) ? 60 : -800));
  expect(job).toMatchObject({ state: 'done', title: 'Outline with Denser than 40 HU' });

  const outlinedBy = { name: 'Denser than 40 HU', modelSha256, cardSha256 };
  const proposals = await client.value('segment.proposals', { caseId });
  expect(proposals).toMatchObject([{ origin: 'automatic', outlinedBy, rank: 1 }]);
  expect(proposals[0].confidence).toEqual({ value: null, verdict: 'check', reasons: [] });
  expect(proposals[0].volumeMm3).toBeCloseTo(tumour.size * 0.7 * 0.7 * 1, 6);

  const { masks } = await client.value('cases.get', { caseId });
  expect(masks).toMatchObject([{ author: 'Automatic (Denser than 40 HU)', outlinedBy }]);
  const { bytes } = await client.fetch(bulkPath.mask(masks[0].id));
  expect(voxelsOfRuns(bytes)).toEqual([...tumour].sort((a, b) => a - b));

  const name = `Denser than 40 HU (${modelSha256.slice(0, 12)})`;
  expect(await exportedSeg(caseId)).toContain(name);
  const draft = await client.value('annotation.open', { caseId });
  expect(draft).toMatchObject({ base: 'proposal', outlinedBy });
  const version = await client.value('annotation.finish', { draftId: draft.id });
  expect(version).toMatchObject({ source: 'corrected', author: 'Ann', outlinedBy });
  expect(await exportedSeg(caseId)).toContain(name);
});

test('the same outline by the same model is no new version, by another one it is', async () => {
  const model = await brought(card);
  await client.value('segmenters.choose', { segmenterId: model.id });
  const { caseId } = await imported((v) => (tumour.has(v) ? 60 : -800));
  await outlined(caseId);
  const versions = async () => (await client.value('cases.get', { caseId })).masks.length;
  expect(await versions()).toBe(1);
  const other = await brought({ ...card, name: 'Another', overlap: 0.25 });
  await outlined(caseId, other.id);
  expect(await versions()).toBe(2);
});

test.each([
  ['a card without a field', { ...card, patch: undefined }, tinyModel(), 'patch'],
  ['a card of an unknown rule', { ...card, rule: { kind: 'magic' } }, tinyModel(), 'threshold'],
  ['a model of images instead of volumes', card, flatModel(), '[1,1,8,12], needed is float32'],
  ['a window that the model does not take', { ...card, patch: [8, 8, 8] }, tinyModel(), 'needed'],
  ['a model that answers in another size', card, shrinkingModel(), '[1,1,6,10,8]'],
  ['something else than a model', card, Buffer.from('PK not a model'), 'odel'],
])('%s is refused in words, and nothing is stored', async (_what, of, model, words) => {
  const reply = await client.call('segmenters.import', { paths: pair(of, model) });
  expect(reply).toMatchObject({ ok: false, error: { code: 'segmenter-unusable' } });
  expect(JSON.stringify(reply)).toContain(words);
  expect(JSON.stringify(reply)).not.toContain(folder.path);
  expect((await client.value('segmenters.list', {})).segmenters).toEqual([]);
});

test('one model and one card are needed, and a name is one model’s', async () => {
  const [model, declared] = pair(card, tinyModel());
  for (const paths of [[model], [model, model], ['model.onnx', declared]]) {
    const reply = await client.call('segmenters.import', { paths });
    expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  }
  const first = await brought(card);
  expect(await brought(card)).toEqual(first);
  const reply = await client.call('segmenters.import', {
    paths: pair({ ...card, overlap: 0 }, tinyModel()),
  });
  expect(reply).toMatchObject({ ok: false, error: { code: 'segmenter-name-taken' } });
});

test('a model that fails or finds nothing says so, and the masks stay as they were', async () => {
  const model = await brought(card);
  await client.value('segmenters.choose', { segmenterId: model.id });
  const { caseId, job } = await imported(() => -800);
  expect(job).toMatchObject({ state: 'failed', error: { code: 'segmenter-found-nothing' } });
  const stored = objectPath(join(folder.path, 'library', 'objects'), model.modelSha256);
  writeFileSync(stored, 'damaged');
  const failed = await outlined(caseId);
  expect(failed).toMatchObject({
    state: 'failed',
    error: { code: 'segmenter-failed', details: { name: 'Denser than 40 HU' } },
  });
  expect(JSON.stringify(failed.error)).toContain('damaged');
  expect((await client.value('cases.get', { caseId })).masks).toEqual([]);
  expect(await client.value('segment.proposals', { caseId })).toEqual([]);
});

test('progress counts windows, and a cancelled one stops before its hours of work', async () => {
  const { caseId } = await imported((v) => (tumour.has(v) ? 60 : -800));
  // A grid of 0.25 mm and windows one voxel apart: hours of work.
  const fine = { ...card, name: 'Fine', spacingMm: [0.25, 0.25, 0.25], overlap: 0.99 };
  const { id: segmenterId } = await brought(fine);
  const { jobId } = await client.value('segment.auto', { caseId, segmenterId });
  const stop = new AbortController();
  let stage = '';
  for await (const event of client.watch('jobs.watch', {}, stop.signal)) {
    if (!event.ok || event.value.id !== jobId) continue;
    ({ stage } = event.value);
    if (/window [1-9]/.test(stage)) break;
  }
  stop.abort();
  expect(stage).toMatch(/^window \d+ of \d{4,}$/);
  await client.value('jobs.cancel', { jobId });
  expect((await client.finished(jobId)).state).toBe('cancelled');
});

test('removing the chosen one gives way to the own method, and can be undone', async () => {
  const { id: segmenterId } = await brought(card);
  await client.value('segmenters.choose', { segmenterId });
  const gone = await client.value('segmenters.remove', { segmenterId });
  expect(gone).toEqual({ chosenId: null, segmenters: [] });
  const refused = await client.call('segmenters.choose', { segmenterId });
  expect(refused).toMatchObject({ ok: false, error: { code: 'not-found' } });
  const back = await client.value('segmenters.restore', { segmenterId });
  expect(back.segmenters.map(({ name }) => name)).toEqual(['Denser than 40 HU']);
  const entries = await client.value('audit.list', { limit: 10 });
  expect(entries.map(({ action }) => action).filter((a) => a.startsWith('segmenter'))).toEqual([
    'segmenter-restored',
    'segmenter-removed',
    'segmenter-chosen',
    'segmenter-imported',
  ]);
  expect(await client.value('audit.verify', {})).toMatchObject({ intact: true });
});

test('files may be sent up instead of lying on this machine', async () => {
  const { uploadId } = await client.value('import.openUpload', {});
  const files = { 'model.onnx': tinyModel(), 'card.json': Buffer.from(JSON.stringify(card)) };
  for (const [name, body] of Object.entries(files)) {
    await client.fetch(bulkPath.upload(uploadId, name), { method: 'POST', body });
  }
  const { modelSha256 } = await client.value('segmenters.import', { uploadId });
  expect(modelSha256).toBe(createHash('sha256').update(tinyModel()).digest('hex'));
});

/** Log-odds 20 · x - 10, where x is 0 at -160 HU and 1 at 240 HU: above 0 from 40 HU on. */
function tinyModel(): Uint8Array {
  const graph = graphBuilder();
  const x = graph.input('x', [1, 1, ...patch]);
  const [weight, bias] = [graph.constant([1, 1, 1, 1, 1], 20), graph.constant([1], -10)];
  const attrs = { stride: [1, 1, 1], padding: [0, 0, 0] } as const;
  return encodeModel(graph.finish({ y: graph.apply(conv, [x, weight, bias], attrs) }));
}

/** Gives less than it takes, since nothing is added around the window. */
function shrinkingModel(): Uint8Array {
  const graph = graphBuilder();
  const x = graph.input('x', [1, 1, ...patch]);
  const weight = graph.constant([1, 1, 3, 3, 3], 1);
  const attrs = { stride: [1, 1, 1], padding: [0, 0, 0] } as const;
  return encodeModel(graph.finish({ y: graph.apply(conv, [x, weight], attrs) }));
}

/** Takes one slice: [1, 1, rows, columns]. */
function flatModel(): Uint8Array {
  const graph = graphBuilder();
  const x = graph.input('x', [1, 1, patch[0], patch[1]]);
  const weight = graph.constant([1, 1, 1, 1], 20);
  const attrs = { stride: [1, 1], padding: [0, 0] } as never;
  return encodeModel(graph.finish({ y: graph.apply(conv, [x, weight], attrs) }));
}

/** A model and its card as files of this machine. */
function pair(of: object, model: Uint8Array): string[] {
  const paths = ['model.onnx', 'card.json'].map((name) => join(folder.path, name));
  writeFileSync(paths[0], model);
  writeFileSync(paths[1], JSON.stringify(of));
  return paths;
}

function brought(of: object): Promise<Segmenter> {
  return client.value('segmenters.import', { paths: pair(of, tinyModel()) });
}

/** Imports a CT with these HU by voxel, and waits for its automatic outline. */
async function imported(hu: (voxel: number) => number): Promise<{ caseId: string; job: Job }> {
  const files = Array.from({ length: slices }, (_, z) => {
    const pixels = Int16Array.from({ length: rows * columns }, (_v, at) =>
      hu(at + rows * columns * z),
    );
    return ctSlice({ z, rows, columns, elements: { PixelData: [pixels.buffer] } });
  });
  const source = folderOf(files);
  sources.push(source);
  const { jobId, importId } = await client.value('import.start', { paths: [source] });
  await client.finished(jobId);
  const report = await client.value('import.report', { importId });
  const { caseId } = report.imported[0];
  const job = (await client.value('jobs.list', {})).find((one) => one.kind === 'segment');
  return { caseId, job: await client.finished(job?.id ?? '') };
}

async function outlined(caseId: string, segmenterId?: string): Promise<Job> {
  const by = segmenterId === undefined ? {} : { segmenterId };
  const { jobId } = await client.value('segment.auto', { caseId, ...by });
  return client.finished(jobId);
}

async function exportedSeg(caseId: string): Promise<string> {
  const { jobId } = await client.value('export.start', { kind: 'dicom-seg', caseIds: [caseId] });
  const exportId = (await client.finished(jobId)).resultId ?? '';
  const { files } = await client.value('export.get', { exportId });
  const { bytes } = await client.fetch(bulkPath.export(exportId, files[0].name));
  return Buffer.from(bytes).toString('latin1');
}

/** Voxels of a box, corners included, by their place in the volume. */
function insideOf(
  [i0, j0, k0]: readonly [number, number, number],
  [i1, j1, k1]: readonly [number, number, number],
): ReadonlySet<number> {
  const found = new Set<number>();
  for (let k = k0; k <= k1; k++) {
    for (let j = j0; j <= j1; j++) {
      for (let i = i0; i <= i1; i++) found.add(i + columns * (j + rows * k));
    }
  }
  return found;
}
