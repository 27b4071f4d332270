/** Commands that train networks and let them predict. */
import type { WireError } from '#contract/errors.ts';
import {
  runPreset,
  runSettings,
  type Run,
  type RunPreset,
  type RunSettings,
} from '#contract/procedures/experiments.ts';
import { describeError } from '#contract/sentences.ts';
import { writePredictions } from '#engine/write-predictions.ts';
import { UsageError, type Answer, type Command, type Given, type Session } from '../command.ts';
import { followRuns } from '../follow-runs.ts';
import { runCalled } from '../run-called.ts';
import { count, table } from '../table.ts';
import { wholeNumber } from '../whole-number.ts';
import { weightsCalled } from '../weights-called.ts';
import { explainWriting, outOption, requireTableFile } from '../table-file.ts';

const presetNames = runPreset.shape.id.options.join(', ');

const experimentOptions = {
  preset: { type: 'string', default: 'quick', valueHint: 'NAME', description: presetNames },
  name: { type: 'string', valueHint: 'NAME', description: 'of the experiment' },
  seed: {
    type: 'string',
    default: '5',
    valueHint: 'NUMBER',
    description: 'draws the sets of patients',
  },
  set: {
    type: 'string',
    valueHint: 'KEY=VALUE…',
    description: `settings other than the preset's: ${Object.keys(runSettings.shape).join(', ')}`,
  },
} as const;

export const trainCommand: Command = {
  description: 'train a network on the cases with pN, hospital and mask; Ctrl+C pauses',
  words: ['[KEY=VALUE…]'],
  examples: ['train --preset quick', 'train network=resnet34 epochs=4 --preset quick --name "Try"'],
  options: experimentOptions,
  signedIn: true,
  check: experimentOf,
  run: async (session, given) => {
    const { id, settings } = await presetOf(session, given);
    const chosen = await withChanges(session, settings, given);
    const name = given.option('name') ?? `${id} ${chosen.network}`;
    return trainAll(session, given, { name, runs: [{ name, settings: chosen }] });
  },
};

export const gridCommand: Command = {
  description:
    "train the study's grid: nine networks, and every way to join the radiomics features",
  words: ['[KEY=VALUE…]'],
  examples: ['grid --preset quick'],
  options: experimentOptions,
  signedIn: true,
  check: experimentOf,
  run: async (session, given) => {
    const { id } = await presetOf(session, given);
    const grid = await session.call('experiments.grid', { preset: id });
    // Without its weights a pretrained model would be the one from scratch under another name.
    const possible = grid.filter(
      ({ pretrained, settings }) => !pretrained || settings.weightsId !== null,
    );
    const left = grid.length - possible.length;
    if (left > 0) {
      console.error(
        `${count(left, 'pretrained model is', 'pretrained models are')} left out: their weights are not in the library (nodewise weights import FILE).`,
      );
    }
    const runs: Order['runs'][number][] = [];
    for (const { name, settings } of possible) {
      runs.push({ name, settings: await withChanges(session, settings, given) });
    }
    return trainAll(session, given, { name: given.option('name') ?? `Grid, ${id}`, runs });
  },
};

export const resumeCommand: Command = {
  description: 'go on with a paused, failed or cancelled run from its last whole epoch',
  words: ['RUN'],
  examples: ['resume 1a2b3c4d'],
  options: {},
  signedIn: true,
  check: runWord,
  run: async (session, given) => {
    const { id } = await chosenRun(session, given);
    await session.call('experiments.resume', { runId: id });
    return answerOf(await followRuns(session, [id]));
  },
};

export const inferCommand: Command = {
  description: 'predict every case with a mask by a trained run; research use only',
  words: ['RUN'],
  examples: ['infer 1a2b3c4d --out predictions.csv'],
  options: outOption,
  signedIn: true,
  check: (given) => [runWord(given), placeOf(given)],
  run: async (session, given) => {
    const out = placeOf(given);
    const { id: runId, name } = await chosenRun(session, given);
    await session.finish((await session.call('experiments.infer', { runId })).jobId);
    const found = (await session.call('experiments.inferences', { runId })).toSorted((a, b) =>
      a.code < b.code ? -1 : 1,
    );
    if (out !== undefined) await explainWriting(out, () => writePredictions(found, out));
    const rows = found.map(({ code, probability }) => [code, probability.toFixed(4)]);
    const text =
      out === undefined
        ? `${table(['case', 'probability'], rows)}\nResearch use only.`
        : `${count(rows.length, 'case', 'cases')} predicted by "${name}": ${out}. Research use only.`;
    return { value: { runId, out: out ?? null, cases: found }, text };
  },
};

/** What was typed of an experiment, as far as it needs no library. @throws UsageError */
function experimentOf(given: Given) {
  const preset = runPreset.shape.id.safeParse(given.option('preset'));
  if (!preset.success) throw new UsageError(`--preset is one of ${presetNames}.`);
  const typed = [given.option('set') ?? [], given.words].flat();
  const changes = typed.map((word) => {
    const [key, ...rest] = word.split('=');
    if (rest.length === 0) throw new UsageError(`"${word}" is not of the form KEY=VALUE.`);
    if (!Object.hasOwn(runSettings.shape, key)) {
      const known = Object.keys(runSettings.shape).join(', ');
      throw new UsageError(`There is no setting "${key}". Known: ${known}.`);
    }
    return [key, valueOf(rest.join('='))] as const;
  });
  const seed = wholeNumber(given, 'seed', { from: 0, to: 2 ** 32 - 1 });
  return { preset: preset.data, seed, changes: Object.fromEntries(changes) };
}

async function presetOf({ call }: Session, given: Given): Promise<RunPreset> {
  const wanted = experimentOf(given).preset;
  const preset = (await call('experiments.presets', {})).find(({ id }) => id === wanted);
  if (!preset) throw new UsageError(`--preset is one of ${presetNames}.`);
  return preset;
}

/** The settings with what was typed as KEY=VALUE; weights are named as everywhere. */
async function withChanges(
  session: Session,
  settings: RunSettings,
  given: Given,
): Promise<RunSettings> {
  const parsed = runSettings.safeParse({ ...settings, ...experimentOf(given).changes });
  if (parsed.success) {
    const { weightsId } = parsed.data;
    if (weightsId === null) return parsed.data;
    return { ...parsed.data, weightsId: (await weightsCalled(session, weightsId)).id };
  }
  const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new UsageError(`${issues.join('; ')}.`);
}

/** Numbers, true, false and null as what they are; everything else is text. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

interface Order {
  readonly name: string;
  readonly runs: readonly { readonly name: string; readonly settings: RunSettings }[];
}

async function trainAll(session: Session, given: Given, { name, runs }: Order): Promise<Answer> {
  const { seed } = experimentOf(given);
  const made = await session.call('experiments.create', { name, seed, runs: [...runs] });
  const sets = made.sets.map(({ set, n, positives }) => `${set} ${n} (${positives} pN+)`);
  session.show(`Sets: ${sets.join(', ')}`);
  const ended = await followRuns(
    session,
    made.runs.map(({ id }) => id),
  );
  const { radiomicsOnly = [] } =
    (await session.call('experiments.list', {})).find(({ id }) => id === made.id) ?? {};
  return answerOf(ended, radiomicsOnly);
}

function runWord({ words: [word, ...more] }: Given): string {
  if (word === undefined || more.length > 0) throw new UsageError('Name one run.');
  return word;
}

/** A run by its id, the beginning of it, or its name. */
function chosenRun(session: Session, given: Given): Promise<Run> {
  return runCalled(session, runWord(given));
}

/** The table to write, checked before any work is done. */
function placeOf(given: Given): string | undefined {
  const out = given.option('out');
  if (out !== undefined) requireTableFile(out);
  return out;
}

const setColumns = ['training', 'validation', 'test-1', 'test-2'] as const;

function answerOf(
  runs: readonly Run[],
  radiomicsOnly: NonNullable<Run['best']>['sets'] = [],
): Answer {
  const aucs = (sets: typeof radiomicsOnly): string[] =>
    setColumns.map((set) => sets.find((one) => one.set === set)?.auc?.toFixed(3) ?? '');
  const rows = runs.map(({ id, name, state, epoch, best }) => [
    ...[id.slice(0, 8), name, state, epoch],
    ...aucs(best?.sets ?? []),
  ]);
  if (radiomicsOnly.length > 0) rows.push(['', 'radiomics only', '', '', ...aucs(radiomicsOnly)]);
  const paused = runs.filter(({ state }) => state === 'paused');
  const advice = paused.map(({ id }) => `Paused: "nodewise resume ${id.slice(0, 8)}" goes on.`);
  const failures = runs.flatMap(({ id, error }) =>
    error ? `${id.slice(0, 8)} failed: ${describeError(error as WireError)}` : [],
  );
  const header = ['run', 'name', 'state', 'epochs', ...setColumns.map((set) => `AUC ${set}`)];
  return {
    value: { runs, radiomicsOnly },
    text: [table(header, rows), ...failures, ...advice].join('\n'),
    failed: runs.some(({ state }) => state !== 'done'),
  };
}
