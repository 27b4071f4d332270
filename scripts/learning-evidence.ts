/**
 * Shows that the `quick` preset learns: trains on hospitals 1 to 4 of a synthetic study and tests on
 * hospitals 5 and 6, with radiomics alone, deep learning alone, both, and both with permuted labels:
 * `npm run learning-evidence`. Patients and runs are kept in .cache/learning-evidence, so that
 * an interrupted call goes on where it stopped.
 *
 * Choices of the preset are made by internal validation; the tests are only printed.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { aucOfSets } from '#engine/training/study-sets.ts';
import { trainingPresets } from '#engine/training/training-presets.ts';
import type { TrainOrder, TrainResult } from '#engine/training/train-order.ts';
import { armsOf, permuted, preparedArm, type Arm } from './learning-evidence/arms.ts';
import { featureTable, studyMembers, type StudyMember } from './learning-evidence/study-members.ts';
import { sourceHash } from './source-hash.ts';

/** Another study than the demo's and those of the demo model. */
const STUDY_SEED = 43;
/** Processes side by side, a thread each: narrow networks leave a second thread idle. */
const LANES = 2;

const { values } = parseArgs({
  options: {
    patients: { type: 'string', default: '200' },
    controls: { type: 'string', default: '3' },
  },
});
const patients = Number(values.patients);

const root = join(import.meta.dirname, '..');
const [preset] = trainingPresets(join(root, 'resources'))().filter(({ id }) => id === 'quick');
const made = ['electron/engine/cases/demo', 'electron/engine/training/prepared-case.ts'];
const folder = join(root, '.cache/learning-evidence', sourceHash(root, made).slice(0, 12));
mkdirSync(folder, { recursive: true });

const report = (text: string): void => void process.stderr.write(`${text}\n`);

report(`${patients} synthetic patients`);
await inLanes(
  Array.from({ length: LANES }, (_, first) => first),
  (first) =>
    node('make-cases.ts', [folder, STUDY_SEED, first, LANES, patients].map(String), 'patient'),
);
const members = studyMembers(folder, STUDY_SEED, patients);
const table = featureTable(folder, patients);
const { alone } = preparedArm(table, members, preset.settings.radiomics);
const arms = armsOf(preset.settings.fusion, Number(values.controls));
const columns = new Map<string, ReturnType<typeof aucOfSets>>([['radiomics alone', alone]]);
await inLanes(arms, async (arm) => {
  columns.set(arm.name, await trainedArm(arm));
});
printTable();

/** AUC of an arm's selected weights on each set; the validation's made the selection. */
async function trainedArm({ name, fusion, permutation }: Arm) {
  const labelled = permutation === null ? members : permuted(members, permutation);
  const settings = { ...preset.settings, fusion };
  const { cases, radiomicsCount } = preparedArm(table, labelled, settings.radiomics);
  const settingsHash = createHash('sha256')
    .update(JSON.stringify({ settings, cases }))
    .digest('hex');
  const runFolder = join(folder, settingsHash.slice(0, 12));
  mkdirSync(runFolder, { recursive: true });
  const order: TrainOrder = {
    ...{ settings, settingsHash, cases, radiomicsCount, folder: runFolder },
    ...{ codeVersion: '', weights: null, selected: null, threads: 1 },
  };
  const [orderFile, resultFile] = [join(runFolder, 'order.json'), join(runFolder, 'result.json')];
  writeFileSync(orderFile, JSON.stringify(order));
  if (!existsSync(resultFile)) await node('run-arm.ts', [orderFile, resultFile], name);
  const result = JSON.parse(readFileSync(resultFile, 'utf8')) as TrainResult;
  const predicted = result.predicted.map(({ id, probability }) => [id, probability] as const);
  return scoresOf(labelled, new Map(predicted));
}

/** With both tests together as one more set. */
function scoresOf(labelled: readonly StudyMember[], probabilities: ReadonlyMap<string, number>) {
  const scored = labelled.map(({ caseId, set, label }) => {
    const score = probabilities.get(caseId);
    if (score === undefined) throw new Error(`no prediction of patient ${caseId}`);
    return { set, label, score };
  });
  return aucOfSets(scored);
}

function printTable(): void {
  console.log(`AUC by hospitals; 1 to 4 trained and validated, 5 and 6 tested, within each`);
  for (const [name, sets] of columns) {
    const shown = sets.map(({ set, n, positives, auc }) => {
      return `${set} ${auc?.toFixed(3) ?? '-'} (${positives} of ${n} pN+)`;
    });
    console.log(`  ${name.padEnd(28)} tests ${withinTests(sets).toFixed(3)}  ${shown.join('  ')}`);
  }
}

/** Share of the pairs of a pN+ and a pN- patient of one test hospital that are in the right order. */
function withinTests(sets: ReturnType<typeof aucOfSets>): number {
  const tests = sets.filter(({ set }) => set.startsWith('test'));
  const pairs = tests.map(({ n, positives }) => positives * (n - positives));
  const right = tests.reduce((sum, { auc }, k) => sum + (auc ?? 0) * pairs[k], 0);
  return right / pairs.reduce((sum, count) => sum + count, 0);
}

/** Runs a script of ours and repeats its lines with a name in front. */
function node(script: string, args: readonly string[], name: string): Promise<void> {
  const path = join(import.meta.dirname, 'learning-evidence', script);
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.on('data', (lines: Buffer) => {
    for (const line of lines.toString().trimEnd().split('\n')) report(`${name}: ${line}`);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${name} ended with ${code}`)),
    );
  });
}

async function inLanes<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const lane = async (): Promise<void> => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
