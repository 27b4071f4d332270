import { fork } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bulkPath } from '#contract/bulk.ts';
import type { Person } from '#contract/people.ts';
import type { EvaluationSettings } from '#contract/evaluation/settings.ts';
import { connect, temporaryFolder, type TestClient } from '../../testing/engine-client.ts';
import type { JobStage } from '../../testing/evaluation-child.ts';
import { fillStudyLibrary } from '../../testing/study-library.ts';
import { openEngine, type Engine } from '../engine.ts';
import { scoreCsv } from '../evaluation/write-score-file.ts';
import { evaluateFile } from './evaluate-file.ts';
import { studyTables } from './print-study.ts';
import { reproduceStudy } from './reproduce-study.ts';
import { figureFiles } from './study-files.ts';
import { readStudyFolder, type StudyFiles } from './study-folder.ts';
import { tableFiles } from './table-files.ts';

const settings: EvaluationSettings = {
  threshold: { mode: 'locked' },
  level: 0.95,
  proportionInterval: 'wilson',
  prevalence: null,
  reference: null,
};

const folder = temporaryFolder();
const library = join(folder.path, 'library');
const exports = join(folder.path, 'exports');
let supervisor: Person;
let cohortId: string;
let evaluationId: string;

async function withEngine<T>(work: (client: TestClient, engine: Engine) => Promise<T>): Promise<T> {
  const engine = await openEngine({ dataDir: library });
  const client = connect(engine);
  try {
    await client.signIn(supervisor.id);
    return await work(client, engine);
  } finally {
    client.close();
    await engine.close();
  }
}

beforeAll(async () => {
  mkdirSync(exports);
  ({ supervisor } = fillStudyLibrary(library));
  await withEngine(async (client) => {
    ({ id: cohortId } = await client.value('cohorts.create', { name: 'Study' }));
    await client.value('cohorts.lock', { cohortId });
  });
});
afterAll(() => folder.remove());

/** Runs a job in a process of its own and kills it as soon as it runs. */
async function killed(what: 'fit' | 'export', id: string): Promise<void> {
  const child = fileURLToPath(new URL('../../testing/evaluation-child.ts', import.meta.url));
  const running = fork(child, [library, supervisor.id, what, id, exports], { execArgv: [] });
  running.on('message', ({ kind, state }: JobStage) => {
    if (kind === what && state === 'running') running.kill('SIGKILL');
  });
  const [, signal] = (await once(running, 'exit')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
}

test('a fit that was killed left no model, and the next one is whole', async () => {
  await killed('fit', cohortId);
  await withEngine(async (client) => {
    expect(await client.value('evaluation.models', { cohortId })).toEqual([]);
    const { jobId } = await client.value('evaluation.fit', { cohortId, kind: 'radiomics' });
    expect(await client.finished(jobId)).toMatchObject({ state: 'done' });
    const models = await client.value('evaluation.models', { cohortId });
    expect(models).toMatchObject([{ kind: 'radiomics', scored: [{ n: 4 }, { n: 4 }, { n: 4 }] }]);
    const modelIds = models.map(({ id }) => id);
    ({ evaluationId } = await client.value('evaluation.run', { cohortId, modelIds, settings }));
    expect(await client.value('audit.verify', {})).toMatchObject({ intact: true });
  });
});

test('an export that was killed left no folder that looks whole', async () => {
  await killed('export', evaluationId);
  expect(readdirSync(exports).filter((name) => !name.endsWith('.part'))).toEqual([]);
  await withEngine(async (client) => {
    expect(await client.value('evaluation.list', { cohortId })).toHaveLength(1);
  });
});

test('an exported folder is made again to the byte, from its own inputs alone', async () => {
  await withEngine(async (client) => {
    const order = { evaluationId, directory: exports };
    const { jobId } = await client.value('evaluation.export', order);
    expect(await client.finished(jobId)).toMatchObject({ state: 'done' });
  });
  const [name] = readdirSync(exports).filter((entry) => !entry.endsWith('.part'));
  const study = join(exports, name);
  const files = readStudyFolder(study);
  expect([...(files?.keys() ?? [])]).toEqual(
    expect.arrayContaining([
      ...['README.txt', 'evaluation.json', 'manifest.json', 'patients.csv', 'scores.csv'],
      ...['tables/table1.csv', 'tables/table3.tex', 'tables/tables.docx', 'tables/tables.xlsx'],
      ...['figures/flowchart.svg', 'figures/love-plot.pdf', 'figures/roc-fusion.png'],
    ]),
  );
  // A stranger's file is named and changes nothing.
  writeFileSync(join(study, 'notes.txt'), 'mine');
  expect(await reproduceStudy(study)).toMatchObject({
    ...{ identical: true, differing: [], versions: [], strange: ['notes.txt'] },
  });

  // No identity beyond pseudonyms leaves the library.
  const manifest = readFileSync(join(study, 'manifest.json'), 'utf8');
  expect(manifest).not.toContain('patient-');
  expect(JSON.parse(manifest)).toMatchObject({
    seeds: { split: 5, Radiomics: 5 },
    inputs: { provenance: { source: 'library', cohort: { id: cohortId } } },
  });
});

test('each file that differs is named, with how', async () => {
  const [name] = readdirSync(exports).filter((entry) => !entry.endsWith('.part'));
  const study = join(exports, name);
  appendFileSync(join(study, 'README.txt'), 'touched');
  rmSync(join(study, 'figures', 'roc-fusion.svg'));
  // Other settings give other numbers; another version is told beside them.
  const manifest = join(study, 'manifest.json');
  const text = readFileSync(manifest, 'utf8');
  const other = text.replace(/"nodewise": "[^"]*"/, '"nodewise": "0.0.1"');
  writeFileSync(manifest, other.replace('"level": 0.95', '"level": 0.9'));
  const { identical, differing, versions } = await reproduceStudy(study);
  expect(identical).toBe(false);
  expect(differing).toEqual(
    expect.arrayContaining([
      {
        name: 'README.txt',
        how: 'changed',
        where: expect.stringMatching(/^line \d+: "touched" here/) as string,
      },
      { name: 'figures/roc-fusion.svg', how: 'missing', where: null },
      {
        name: 'evaluation.json',
        how: 'comes out differently',
        where: expect.stringMatching(/^line \d+: .*0\.95.* here, .*0\.9.* made again$/) as string,
      },
    ]),
  );
  expect(versions).toMatchObject([{ of: 'nodewise', then: '0.0.1' }]);
});

test.each([
  ['changed', 'scores.csv', (path: string) => writeFileSync(path, 'patient,set\n'), /no patients/],
  ['missing', 'patients.csv', (path: string) => rmSync(path), /it has no patients\.csv/],
] as const)(
  'an input that is %s is named before what cannot be read',
  async (how, name, change, why) => {
    const [entry] = readdirSync(exports).filter((one) => !one.endsWith('.part'));
    const copy = join(folder.path, `copy-${name}`);
    cpSync(join(exports, entry), copy, { recursive: true });
    change(join(copy, name));
    const { identical, differing, notMade } = await reproduceStudy(copy);
    expect(identical).toBe(false);
    expect(differing).toContainEqual({ name, how, where: null });
    expect(notMade).toMatch(why);
  },
);

test('a folder that is no study is refused with the reason', async () => {
  const study = join(folder.path, 'other');
  mkdirSync(study);
  const refused = async (): Promise<unknown> => {
    try {
      return await reproduceStudy(study);
    } catch (error) {
      return error;
    }
  };
  const details = { folder: study };
  expect(await refused()).toMatchObject({
    ...{ code: 'study-unreadable', details: { ...details, reason: 'it has no manifest.json' } },
  });
  writeFileSync(join(study, 'manifest.json'), '{"what": "something else"}');
  expect(await refused()).toMatchObject({
    code: 'study-unreadable',
    details: { ...details, reason: 'its manifest.json is not that of a study' },
  });
  await expect(reproduceStudy(join(folder.path, 'nowhere'))).rejects.toMatchObject({
    ...{ code: 'not-found', details: { what: 'folder' } },
  });
});

function under(name: string, files: StudyFiles): (readonly [string, Uint8Array])[] {
  return [...files].map(([file, bytes]) => [`${name}/${file}`, bytes] as const);
}

test('without a directory one archive waits, and its scores give the same study by file', async () => {
  const bytes = await withEngine(async (client) => {
    const { jobId } = await client.value('evaluation.export', { evaluationId });
    const { resultId } = await client.finished(jobId);
    const exportId = resultId ?? '';
    const { files } = await client.value('export.get', { exportId });
    expect(files.map(({ name }) => name)).toEqual(['study.zip']);
    return (await client.fetch(bulkPath.export(exportId, 'study.zip'))).bytes;
  });
  const unpacked = unzipSync(bytes);
  const scores = join(folder.path, 'scores.csv');
  writeFileSync(scores, unpacked['scores.csv']);
  const study = evaluateFile(scores, settings);
  const isWanted = (name: string, format: string) => `${name}.${format}` === 'roc-fusion.svg';
  const made = new Map([
    ['scores.csv', new TextEncoder().encode(scoreCsv(study.input.scores))],
    ...under('tables', await tableFiles(studyTables(study), ['csv', 'html'])),
    ...under('figures', await figureFiles(study, isWanted)),
  ]);
  expect([...made.keys()]).toEqual(
    expect.arrayContaining([
      'tables/table3.csv',
      'tables/subgroups.html',
      'figures/roc-fusion.svg',
    ]),
  );
  // What only a library knows is in the archive alone: of the patients and of their matching.
  for (const name of made.keys()) {
    expect(Buffer.from(made.get(name) ?? '').equals(unpacked[name]), name).toBe(true);
  }
});
