import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bulkPath } from '#contract/bulk.ts';
import type { EvaluationSettings } from '#contract/evaluation/settings.ts';
import type { ScoredModel } from '#contract/procedures/evaluation.ts';
import type { TestClient } from '../testing/engine-client.ts';
import { openStudy, type OpenStudy } from '../testing/open-study.ts';
import { tinySettings } from '../testing/study-library.ts';

const settings: EvaluationSettings = {
  threshold: { mode: 'locked' },
  level: 0.95,
  proportionInterval: 'wilson',
  prevalence: null,
  reference: null,
};

let study: OpenStudy;
let client: TestClient;
let cohortId: string;

beforeAll(async () => {
  study = await openStudy();
  ({ client } = study);
  ({ id: cohortId } = await client.value('cohorts.create', { name: 'Study' }));
});
afterAll(() => study.close());

async function fitted(kind: 'radiomics' | 'clinical'): Promise<ScoredModel> {
  const { jobId } = await client.value('evaluation.fit', { cohortId, kind });
  const { state, resultId } = await client.finished(jobId);
  expect(state).toBe('done');
  const models = await client.value('evaluation.models', { cohortId });
  const made = models.find(({ id }) => id === resultId);
  if (!made) throw new Error('the model is not listed');
  return made;
}

/** Waits until all of these runs are done. */
async function done(ids: readonly string[]): Promise<void> {
  const left = new Set(ids);
  const stop = new AbortController();
  for await (const event of client.watch('experiments.watch', {}, stop.signal)) {
    if (!event.ok || event.value.kind !== 'run') continue;
    const { id, state } = event.value.run;
    if (state === 'failed') throw new Error('a run failed');
    if (state === 'done') left.delete(id);
    if (left.size === 0) stop.abort();
    if (left.size === 0) return;
  }
}

test('nothing is fitted or judged before the cohort is locked', async () => {
  const refusal = { ok: false, error: { code: 'cohort-not-locked', details: { name: 'Study' } } };
  expect(await client.call('evaluation.models', { cohortId })).toEqual(refusal);
  expect(await client.call('evaluation.fit', { cohortId, kind: 'clinical' })).toEqual(refusal);
  const run = { cohortId, modelIds: ['any'], settings };
  expect(await client.call('evaluation.run', run)).toEqual(refusal);
  await client.value('cohorts.lock', { cohortId });
  expect(await client.value('evaluation.models', { cohortId })).toEqual([]);
});

describe('on a locked cohort', () => {
  test('the radiomics model learns the feature that tells pN+, and scores every set', async () => {
    const model = await fitted('radiomics');
    expect(model).toMatchObject({ kind: 'radiomics', name: 'Radiomics', table3: 'Radiomics' });
    expect(model.scored).toEqual([
      { set: 'validation', n: 4, of: 4 },
      { set: 'test-1', n: 4, of: 4 },
      { set: 'test-2', n: 4, of: 4 },
    ]);
    const view = await client.value('evaluation.radiomicsModel', { modelId: model.id });
    expect(view.columns[0]).toMatchObject({ column: 'original_test_F0', importance: 1 });
    expect(view.columns[0].stability).toBeGreaterThan(0.9);
    expect(view).toMatchObject({ cohortId, trainingCases: 12, fewerThanAsked: true });
    expect(view.settings).toMatchObject({ count: 10, cost: 1, gamma: 'scale', seed: 5 });
  });

  test('a baseline of facts that are the same in everybody knows nothing', async () => {
    const model = await fitted('clinical');
    const run = { cohortId, modelIds: [model.id], settings };
    const { result } = await client.value('evaluation.run', run);
    expect(result.models[0].sets.map(({ auc }) => auc.value)).toEqual([0.5, 0.5, 0.5]);
    expect(result.models[0].sets[0]).toMatchObject({ threshold: null, confusion: null });
  });

  test('a fit that is cancelled leaves nothing', async () => {
    const before = await client.value('evaluation.models', { cohortId });
    const { jobId } = await client.value('evaluation.fit', { cohortId, kind: 'radiomics' });
    await client.value('jobs.cancel', { jobId });
    expect(await client.finished(jobId)).toMatchObject({ state: 'cancelled', resultId: null });
    expect(await client.value('evaluation.models', { cohortId })).toEqual(before);
  });

  test('a network that was trained on the cohort is scored by its own predictions', async () => {
    const runs = [{ name: 'A network', settings: { ...tinySettings, epochs: 1 } }];
    const order = { name: 'On the cohort', seed: 1, runs, cohortId };
    const created = await client.value('experiments.create', order);
    // Drawn from other sets, it may have seen these test patients, and is not offered.
    const strange = { ...order, name: 'Of its own', cohortId: undefined };
    const other = await client.value('experiments.create', { ...strange, seed: 2 });
    await done([created.runs[0].id, other.runs[0].id]);
    const models = await client.value('evaluation.models', { cohortId });
    expect(models.filter(({ kind }) => kind === 'network')).toMatchObject([
      {
        ...{ id: created.runs[0].id, table2: 'ResNet-18', table3: 'Concatenation' },
        scored: [
          { set: 'validation', n: 4, of: 4 },
          { set: 'test-1', n: 4, of: 4 },
          { set: 'test-2', n: 4, of: 4 },
        ],
      },
    ]);
    const run = { cohortId, modelIds: [created.runs[0].id], settings };
    const { result } = await client.value('evaluation.run', run);
    // The run judged itself by the same cases when it ended.
    const [{ runs: ended }] = (await client.value('experiments.list', {})).filter(
      ({ id }) => id === created.id,
    );
    const judged = ended[0].best?.sets.filter(({ set }) => set !== 'training');
    expect(result.models[0].sets.map(({ set, auc }) => [set, auc.value])).toEqual(
      judged?.map(({ set, auc }) => [set, auc]),
    );
  });

  test('an evaluation is stored with all it was made from, and is not made again', async () => {
    const models = await client.value('evaluation.models', { cohortId });
    const modelIds = models.map(({ id }) => id);
    const made = await client.value('evaluation.run', { cohortId, modelIds, settings });
    const radiomics = made.result.models.find(({ name }) => name === 'Radiomics');
    expect(radiomics?.aauc.pooled).toBe(1);
    expect(made.result.comparisons).toHaveLength(9);
    const { evaluationId } = made;
    expect(await client.value('evaluation.get', { evaluationId })).toEqual(made.result);
    expect(await client.value('evaluation.list', { cohortId })).toMatchObject([
      { id: evaluationId, models: 3, mode: 'locked' },
      { models: 1 },
      { models: 1 },
    ]);
    const { entries, intact } = await client.value('audit.verify', {});
    expect(intact).toBe(true);
    expect(entries).toBeGreaterThan(4);
    const actions = (await client.value('audit.list', { limit: 20 })).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['model-fitted', 'evaluated', 'cohort-locked']));
  });

  test('its tables and figures are there on their own', async () => {
    const [{ id: evaluationId }] = await client.value('evaluation.list', { cohortId });
    const table1 = await client.value('evaluation.table', { evaluationId, table: 'table1' });
    expect(table1.head[1].map(({ text }) => text)).toContain('pN+ (n = 6)');
    const table3 = await client.value('evaluation.table', { evaluationId, table: 'table3' });
    expect(JSON.stringify(table3)).toContain('Radiomics');
    const svg = await client.fetch(bulkPath.figure(evaluationId, 'roc-fusion'));
    expect(svg.status).toBe(200);
    expect(Buffer.from(svg.bytes).toString('utf8')).toMatch(/^<svg/);
    const pdf = await client.fetch(bulkPath.figure(evaluationId, 'roc-fusion', 'pdf'));
    expect(Buffer.from(pdf.bytes).toString('latin1')).toMatch(/^%PDF-/);
    const { text } = await client.value('evaluation.methods', { evaluationId });
    expect(text).toContain('support vector machine');
    const gif = bulkPath.figure(evaluationId, 'roc-fusion').replace('.svg', '.gif');
    expect((await client.fetch(gif)).status).toBe(404);
    expect((await client.fetch(bulkPath.figure(evaluationId, 'no-such'))).status).toBe(404);
    expect((await client.fetch(bulkPath.figure('no-such', 'flowchart'))).status).toBe(404);
  });

  test('what is not of the cohort, or not there, is refused by name', async () => {
    const refused = async (reply: Promise<{ ok: boolean; error?: unknown }>) => (await reply).error;
    expect(
      await refused(client.call('evaluation.run', { cohortId, modelIds: ['x'], settings })),
    ).toEqual({ code: 'not-found', details: { what: 'model', id: 'x' } });
    const [{ id }] = await client.value('evaluation.models', { cohortId });
    const strange = { ...settings, reference: 'y' };
    expect(
      await refused(client.call('evaluation.run', { cohortId, modelIds: [id], settings: strange })),
    ).toEqual({ code: 'not-found', details: { what: 'model', id: 'y' } });
    expect(await refused(client.call('evaluation.get', { evaluationId: 'x' }))).toEqual({
      ...{ code: 'not-found', details: { what: 'evaluation', id: 'x' } },
    });
    expect(await refused(client.call('evaluation.models', { cohortId: 'x' }))).toEqual({
      ...{ code: 'not-found', details: { what: 'cohort', id: 'x' } },
    });
    expect(await refused(client.call('evaluation.radiomicsModel', { modelId: 'x' }))).toEqual({
      code: 'not-found',
      details: { what: 'fitted-model', id: 'x' },
    });
  });
});
