import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bulkPath } from '#contract/bulk.ts';
import {
  contract,
  type CallName,
  type Input,
  type Name,
  type StreamName,
} from '#contract/contract.ts';
import { runPreset } from '#contract/procedures/experiments.ts';
import { connect, temporaryFolder, type TestClient } from '../testing/engine-client.ts';
import {
  automaticVoxels,
  canaries,
  fillCanaryLibrary,
  otherVoxels,
  type CanaryLibrary,
} from '../testing/canary-library.ts';
import { voxelsOfRuns } from '../testing/voxels-of-runs.ts';
import { openEngine, type Engine } from './engine.ts';

/** Settings of a run, as the quick preset has them. */
const { settings: runSettings } = runPreset.parse(
  JSON.parse(readFileSync(new URL('../../resources/training/quick.json', import.meta.url), 'utf8')),
);

interface Ids extends CanaryLibrary {
  /** A job that the supervisor ran. */
  readonly otherJob: string;
  /** A cohort that the supervisor made. */
  readonly cohortId: string;
}

/**
 * A reader is blind to pathology, to predictions and features, and to what other readers drew. The
 * library below holds a canary in each of these; the tables name every procedure and every path of
 * the contract, so that a new one without its line does not compile.
 */
const inputs: { readonly [N in Name]: (ids: Ids) => Input<N> } = {
  'session.welcome': () => ({}),
  'session.signIn': ({ reader }) => ({ personId: reader.id }),
  'session.resume': () => ({ token: 'not a token' }),
  'people.list': () => ({}),
  'people.addFirst': () => ({ name: 'Mallory', role: 'supervisor' }),
  'people.add': () => ({ name: 'Mallory', role: 'supervisor' }),
  'people.setActive': ({ supervisor }) => ({ personId: supervisor.id, active: false }),
  'jobs.list': () => ({}),
  'jobs.get': ({ otherJob }) => ({ jobId: otherJob }),
  'jobs.cancel': ({ otherJob }) => ({ jobId: otherJob }),
  'jobs.watch': () => ({}),
  'library.watch': () => ({}),
  'import.start': () => ({ paths: ['/nowhere'] }),
  'import.report': () => ({ importId: 'any' }),
  'import.list': () => ({}),
  'import.openUpload': () => ({}),
  'import.tablePreview': () => ({ paths: ['/nowhere'] }),
  'import.table': () => ({ source: { paths: ['/nowhere'] }, mapping: {} }),
  'import.browse': () => ({}),
  'demo.fill': () => ({ patients: 1 }),
  'demo.start': () => ({ patients: 1 }),
  'cases.list': () => ({}),
  'cases.get': ({ caseId }) => ({ caseId }),
  'cases.outcome': ({ caseId }) => ({ caseId }),
  'cases.flag': ({ caseId }) => ({ caseId, note: 'my own note' }),
  'cases.unflag': ({ caseId }) => ({ caseId }),
  'cases.remove': ({ caseId }) => ({ caseIds: [caseId] }),
  'cases.restore': ({ caseId }) => ({ caseIds: [caseId] }),
  'annotation.open': ({ caseId }) => ({ caseId }),
  'annotation.move': ({ otherDraft }) => ({ draftId: otherDraft, cursor: 0 }),
  'annotation.finish': ({ otherDraft }) => ({ draftId: otherDraft }),
  'annotation.reopen': ({ caseId }) => ({ caseId }),
  'segment.auto': ({ caseId }) => ({ caseId }),
  'segment.click': ({ caseId }) => ({ caseId, points: [[2, 2, 2]] }),
  'segment.proposals': ({ caseId }) => ({ caseId }),
  'features.compute': ({ caseId }) => ({ caseId }),
  'features.get': ({ caseId }) => ({ caseId }),
  'features.distribution': () => ({ column: 'original_shape_MeshVolume' }),
  'features.percentiles': ({ caseId }) => ({ caseId }),
  'features.extract': ({ caseId }) => ({ caseIds: [caseId] }),
  'features.extraction': ({ otherJob }) => ({ jobId: otherJob }),
  'features.extractions': () => ({}),
  'features.members': () => ({}),
  'comparison.choices': () => ({}),
  'comparison.run': () => {
    const side = { settingsHash: 'any', codeVersion: 'any', masks: 'newest' } as const;
    return { first: side, second: side };
  },
  'models.list': () => ({}),
  'prediction.start': ({ caseId }) => ({ caseId }),
  'prediction.get': ({ caseId }) => ({ caseId }),
  'export.start': ({ caseId }) => ({ kind: 'features-csv', caseIds: [caseId] }),
  'export.get': ({ otherExport }) => ({ exportId: otherExport }),
  'audit.list': () => ({ limit: 1000 }),
  'audit.verify': () => ({}),
  'library.backup': () => ({}),
  'library.info': () => ({}),
  'ibsi.verify': () => ({}),
  'ibsi.certificate': () => ({}),
  'ibsi.reference': () => ({}),
  'ibsi.setReference': () => ({ folder: null }),
  'experiments.presets': () => ({}),
  'experiments.grid': () => ({ preset: 'quick' }),
  'experiments.list': () => ({}),
  'experiments.create': () => ({
    name: 'A reader’s',
    seed: 1,
    runs: [{ name: 'run', settings: runSettings }],
  }),
  'experiments.estimate': () => ({ settings: runSettings }),
  'experiments.resume': () => ({ runId: 'any' }),
  'experiments.pause': () => ({ runId: 'any' }),
  'experiments.cancel': () => ({ runId: 'any' }),
  'experiments.watch': () => ({}),
  'experiments.log': () => ({ runId: 'any' }),
  'experiments.predictions': () => ({ runId: 'any' }),
  'experiments.infer': () => ({ runId: 'any' }),
  'experiments.inferences': () => ({ runId: 'any' }),
  'experiments.keep': () => ({ runId: 'any', name: 'model' }),
  'experiments.export': () => ({ runId: 'any', path: '/nowhere/model.onnx' }),
  'weights.list': () => ({}),
  'weights.import': () => ({ path: '/nowhere' }),
  'weights.report': () => ({ weightsId: 'any', network: 'resnet18' }),
  'devices.list': () => ({}),
  'devices.benchmark': () => ({ name: 'none' }),
  'segmenters.list': () => ({}),
  'segmenters.import': () => ({ paths: ['/nowhere'] }),
  'segmenters.choose': () => ({ segmenterId: null }),
  'segmenters.remove': () => ({ segmenterId: 'any' }),
  'segmenters.restore': () => ({ segmenterId: 'any' }),
  'cohorts.list': () => ({}),
  'cohorts.create': () => ({ name: 'A reader’s' }),
  'cohorts.get': ({ cohortId }) => ({ cohortId }),
  'cohorts.patients': ({ cohortId }) => ({ cohortId }),
  'cohorts.change': ({ cohortId }) => ({ cohortId, name: 'Not matched', plan: { matched: false } }),
  'cohorts.preview': ({ cohortId }) => ({ cohortId, plan: { matched: false } }),
  'cohorts.exclude': ({ cohortId }) => ({ cohortId, code: 'P-0001', reason: 'a reason' }),
  'cohorts.readmit': ({ cohortId }) => ({ cohortId, code: 'P-0001' }),
  'cohorts.rename': ({ cohortId }) => ({ cohortId, name: 'A reader’s' }),
  'cohorts.undo': ({ cohortId }) => ({ cohortId }),
  'cohorts.redo': ({ cohortId }) => ({ cohortId }),
  'cohorts.lock': ({ cohortId }) => ({ cohortId }),
  'cohorts.remove': ({ cohortId }) => ({ cohortId }),
  'cohorts.restore': ({ cohortId }) => ({ cohortId }),
  'evaluation.models': ({ cohortId }) => ({ cohortId }),
  'evaluation.fit': ({ cohortId }) => ({ cohortId, kind: 'clinical' }),
  'evaluation.radiomicsModel': () => ({ modelId: 'any' }),
  'evaluation.run': ({ cohortId }) => ({
    ...{ cohortId, modelIds: ['any'] },
    settings: {
      threshold: { mode: 'locked' },
      ...{ level: 0.95, proportionInterval: 'wilson', prevalence: null, reference: null },
    },
  }),
  'evaluation.list': ({ cohortId }) => ({ cohortId }),
  'evaluation.get': () => ({ evaluationId: 'any' }),
  'evaluation.table': () => ({ evaluationId: 'any', table: 'table2' }),
  'evaluation.methods': () => ({ evaluationId: 'any' }),
  'evaluation.export': () => ({ evaluationId: 'any' }),
  'evaluation.published': () => ({}),
  // Last, since it ends the session.
  'session.signOut': () => ({}),
};

const text = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

const fetches: {
  readonly [P in keyof typeof bulkPath]: (
    ids: Ids,
  ) => readonly { url: string; method?: string; body?: Uint8Array }[];
} = {
  volume: ({ caseId }) => [{ url: bulkPath.volume(caseId) }],
  draftMask: ({ otherDraft }) => [{ url: bulkPath.draftMask(otherDraft) }],
  draftSteps: ({ otherDraft }) => [
    {
      url: bulkPath.draftSteps(otherDraft, { after: 1, name: 'Brush' }),
      method: 'POST',
      body: new Uint8Array(Uint32Array.of(500, 4).buffer),
    },
  ],
  draftMove: ({ otherDraft }) => [{ url: bulkPath.draftMove(otherDraft, 0, 1) }],
  draftOperation: ({ otherDraft, otherMask }) => [
    { url: bulkPath.draftOperation(otherDraft), method: 'POST', body: text({ kind: 'clear' }) },
    {
      url: bulkPath.draftOperation(otherDraft),
      method: 'POST',
      body: text({ kind: 'use-version', maskId: otherMask }),
    },
  ],
  proposalRuns: ({ otherProposal }) => [{ url: bulkPath.proposalRuns(otherProposal) }],
  mask: ({ otherMask }) => [{ url: bulkPath.mask(otherMask) }],
  filterResponse: ({ caseId }) => [{ url: bulkPath.filterResponse(caseId, 'original') }],
  saliency: ({ otherPrediction }) => [{ url: bulkPath.saliency(otherPrediction) }],
  runModel: () => [{ url: bulkPath.runModel('any', 'onnx') }],
  upload: () => [{ url: bulkPath.upload('any', 'file.dcm'), method: 'POST', body: text('x') }],
  export: ({ otherExport }) => [{ url: bulkPath.export(otherExport, canaries.exported) }],
  figure: () => [{ url: bulkPath.figure('any', 'flowchart') }],
  ibsiCertificate: () => [{ url: bulkPath.ibsiCertificate('json') }],
};

const folder = temporaryFolder();
let engine: Engine;
let ids: Ids;
let reader: TestClient;
let supervisor: TestClient;

beforeAll(async () => {
  const library = fillCanaryLibrary(folder.path);
  engine = await openEngine({ dataDir: folder.path });
  reader = connect(engine);
  supervisor = connect(engine);
  await reader.signIn(library.reader.id);
  await supervisor.signIn(library.supervisor.id);
  const { jobId: otherJob } = await supervisor.value('export.start', {
    kind: 'mask-nifti',
    caseIds: [library.caseId],
  });
  await supervisor.finished(otherJob);
  const { id: cohortId } = await supervisor.value('cohorts.create', { name: 'A cohort' });
  ids = { ...library, otherJob, cohortId };
});
afterAll(async () => {
  reader.close();
  supervisor.close();
  await engine.close();
  folder.remove();
});

const leaks = (answer: string): string[] =>
  Object.entries(canaries)
    .filter(([, canary]) => answer.includes(String(canary)))
    .map(([name]) => name);

async function answerTo(client: TestClient, name: Name): Promise<string> {
  if (contract[name].kind === 'call') {
    return JSON.stringify(await client.call(name as CallName, inputs[name](ids)));
  }
  const stop = new AbortController();
  const seen: unknown[] = [];
  const following = (async () => {
    const stream = client.watch(name as StreamName, inputs[name](ids) as never, stop.signal);
    for await (const event of stream) seen.push(event);
  })().catch(() => undefined);
  // While the reader watches, a supervisor makes exactly what a reader must not hear of.
  const { jobId } = await supervisor.value('features.compute', { caseId: ids.caseId });
  await supervisor.finished(jobId);
  stop.abort();
  await following;
  return JSON.stringify(seen);
}

test.each(Object.keys(inputs) as Name[])('%s tells a reader nothing hidden', async (name) => {
  const answer = await answerTo(reader, name);
  expect(leaks(answer)).toEqual([]);
  // An id that the caller named may come back in the refusal; any other would be news.
  const asked = JSON.stringify(inputs[name](ids));
  for (const id of [
    ids.otherMask,
    ids.otherDraft,
    ids.otherProposal,
    ids.otherPrediction,
    ids.otherExport,
  ]) {
    if (!asked.includes(id)) expect(answer).not.toContain(id);
  }
  expect(answer).not.toContain('"features"');
  expect(answer).not.toContain('"prediction"');
});

test.each(Object.keys(fetches) as (keyof typeof bulkPath)[])(
  'the path of %s gives a reader nothing hidden',
  async (path) => {
    await reader.signIn(ids.reader.id);
    for (const { url, ...init } of fetches[path](ids)) {
      const { status, bytes } = await reader.fetch(url, init);
      if (path === 'volume') expect(status).toBe(200);
      // Everybody's once it is made, and of phantoms alone; here it may still be on its way.
      else if (path !== 'ibsiCertificate') expect([403, 404]).toContain(status);
      expect(leaks(Buffer.from(bytes).toString('latin1'))).toEqual([]);
    }
  },
);

test('a reader starts from the automatic outline and exports it, not the other reader’s', async () => {
  await reader.signIn(ids.reader.id);
  const draft = await reader.value('annotation.open', { caseId: ids.caseId });
  const { bytes } = await reader.fetch(bulkPath.draftMask(draft.id));
  expect(voxelsOfRuns(bytes)).toEqual(automaticVoxels);

  const { jobId } = await reader.value('export.start', {
    kind: 'mask-nifti',
    caseIds: [ids.caseId],
  });
  const { resultId } = await reader.finished(jobId);
  const exportId = resultId ?? '';
  const { files } = await reader.value('export.get', { exportId });
  const file = await reader.fetch(bulkPath.export(exportId, files[0].name));
  // NIfTI-1: 352 bytes of header, then the voxels.
  expect(setVoxels(gunzipSync(file.bytes).subarray(352))).toEqual(automaticVoxels);
});

test('the same calls show a supervisor every canary that is theirs to see', async () => {
  const names = (Object.keys(inputs) as Name[]).filter(
    (name) => contract[name].kind === 'call' && !/^(session|people|cases\.(re|un)|demo)/.test(name),
  );
  let answers = '';
  for (const name of names) answers += await answerTo(supervisor, name);
  const expected = ['outcome', 'solidDiameter', 'probability', 'feature', 'maskVolume', 'note'];
  expect(leaks(answers)).toEqual(expect.arrayContaining(expected));
  const { bytes } = await supervisor.fetch(bulkPath.mask(ids.otherMask));
  expect(voxelsOfRuns(bytes)).toEqual(otherVoxels);
});

function setVoxels(mask: Uint8Array): number[] {
  return [...mask].flatMap((value, v) => (value === 0 ? [] : [v]));
}
