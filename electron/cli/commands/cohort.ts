/** `cohort list|create|show|…`: eligibility, matching and split of the library's patients. */
import { readFileSync, writeFileSync } from 'node:fs';
import { AppError } from '#contract/errors.ts';
import { cohortPlan, type CohortPlan, type CohortView } from '#contract/procedures/cohort.ts';
import { whyUnread } from '#contract/why-unread.ts';
import { cohortCalled } from '../cohort-called.ts';
import { cohortText, patientsText } from '../cohort-text.ts';
import { UsageError, type Answer, type Command, type Given, type Session } from '../command.ts';
import { table } from '../table.ts';
import { explainWriting } from '../table-file.ts';

export const cohortCommand: Command = {
  description:
    'cohorts: rules with reasons, exclusions by hand, matching, split, lock; each change can be undone',
  words: [
    'list',
    'create NAME',
    'show NAME',
    'patients NAME',
    'exclude NAME PATIENT…',
    'readmit NAME PATIENT…',
    'undo NAME',
    'redo NAME',
    'lock NAME',
    'rename NAME NEW-NAME',
    'remove NAME',
    'export-plan NAME',
    'import-plan NAME FILE',
  ],
  examples: [
    'cohort create "First cohort"',
    'cohort exclude "First cohort" P-0007 --reason "a second tumour"',
    'cohort lock "First cohort"',
  ],
  options: {
    from: { type: 'string', valueHint: 'NAME', description: 'create: begin as this cohort stands' },
    reason: { type: 'string', valueHint: 'TEXT', description: 'exclude: why' },
    out: { type: 'string', valueHint: 'FILE', description: 'export-plan: JSON file to write' },
  },
  signedIn: true,
  run: (session, given) => actionOf(given).run(session, given.words.slice(1), given),
  check: actionOf,
};

function actionOf({ words: [word, ...rest] }: Given): Action {
  const action = word !== undefined && Object.hasOwn(actions, word) ? actions[word] : undefined;
  if (!action || rest.length < action.fewest || rest.length > action.most) {
    throw new UsageError(`Say "cohort ${cohortCommand.words.join('", "cohort ')}".`);
  }
  return action;
}

interface Action {
  /** How many words follow its own. */
  readonly fewest: number;
  readonly most: number;
  readonly run: (session: Session, words: readonly string[], given: Given) => Promise<Answer>;
}

const actions: Readonly<Record<string, Action>> = {
  list: { fewest: 0, most: 0, run: list },
  create: {
    ...{ fewest: 1, most: 1 },
    run: async (session, [name], given) => {
      const from = given.option('from');
      const source = from === undefined ? {} : { from: (await cohortCalled(session, from)).id };
      return answer(await session.call('cohorts.create', { name, ...source }));
    },
  },
  show: onCohort('cohorts.get'),
  undo: onCohort('cohorts.undo'),
  redo: onCohort('cohorts.redo'),
  lock: onCohort('cohorts.lock'),
  patients: {
    ...{ fewest: 1, most: 1 },
    run: async (session, [name]) => {
      const { id: cohortId } = await cohortCalled(session, name);
      const value = await session.call('cohorts.patients', { cohortId });
      return { value, text: patientsText(value) };
    },
  },
  exclude: {
    ...{ fewest: 2, most: Infinity },
    run: async (session, [name, ...codes], given) => {
      const reason = given.option('reason');
      if (reason === undefined) throw new UsageError('Tell why with --reason TEXT.');
      const { id: cohortId } = await cohortCalled(session, name);
      for (const code of codes) await session.call('cohorts.exclude', { cohortId, code, reason });
      return answer(await session.call('cohorts.get', { cohortId }));
    },
  },
  readmit: {
    ...{ fewest: 2, most: Infinity },
    run: async (session, [name, ...codes]) => {
      const { id: cohortId } = await cohortCalled(session, name);
      for (const code of codes) await session.call('cohorts.readmit', { cohortId, code });
      return answer(await session.call('cohorts.get', { cohortId }));
    },
  },
  rename: {
    ...{ fewest: 2, most: 2 },
    run: async (session, [word, name]) => {
      const { id: cohortId } = await cohortCalled(session, word);
      return answer(await session.call('cohorts.rename', { cohortId, name }));
    },
  },
  remove: {
    ...{ fewest: 1, most: 1 },
    run: async (session, [word]) => {
      const { id: cohortId, name } = await cohortCalled(session, word);
      await session.call('cohorts.remove', { cohortId });
      return {
        value: { cohortId, name },
        text: `"${name}" is out of the list; nothing is deleted.`,
      };
    },
  },
  'export-plan': { fewest: 1, most: 1, run: exportPlan },
  'import-plan': { fewest: 2, most: 2, run: importPlan },
};

function onCohort(name: 'cohorts.get' | 'cohorts.undo' | 'cohorts.redo' | 'cohorts.lock'): Action {
  return {
    ...{ fewest: 1, most: 1 },
    run: async (session, [word]) => {
      const { id: cohortId } = await cohortCalled(session, word);
      return answer(await session.call(name, { cohortId }));
    },
  };
}

function answer(value: CohortView): Answer {
  return { value, text: cohortText(value) };
}

async function list({ call }: Session): Promise<Answer> {
  const value = await call('cohorts.list', {});
  const rows = value.map(({ id, name, locked, included, createdAt }) => [
    ...[id.slice(0, 8), name, locked ? 'locked' : 'open', included, createdAt.slice(0, 10)],
  ]);
  return { value, text: table(['id', 'cohort', '', 'included', 'made'], rows) };
}

/** Rules, exclusions, parts, matching and split as JSON, to keep or to use in another library. */
async function exportPlan(
  session: Session,
  [name]: readonly string[],
  given: Given,
): Promise<Answer> {
  const { id: cohortId } = await cohortCalled(session, name);
  const { plan } = await session.call('cohorts.get', { cohortId });
  const out = given.option('out');
  const text = JSON.stringify(plan, null, 2);
  if (out === undefined) return { value: plan, text };
  await explainWriting(out, () => writeFileSync(out, `${text}\n`));
  return { value: plan, text: `The plan of "${name}" was written to ${out}.` };
}

async function importPlan(session: Session, [name, file]: readonly string[]): Promise<Answer> {
  const { id: cohortId } = await cohortCalled(session, name);
  const { exclusions, ...plan } = readPlan(file);
  const before = await session.call('cohorts.get', { cohortId });
  await session.call('cohorts.change', { cohortId, name: 'Import a plan', plan });
  const wanted = new Set(exclusions.map(({ code }) => code));
  for (const { code } of before.plan.exclusions) {
    if (!wanted.has(code)) await session.call('cohorts.readmit', { cohortId, code });
  }
  for (const { code, reason } of exclusions) {
    const same = before.plan.exclusions.some((one) => one.code === code && one.reason === reason);
    if (!same) await session.call('cohorts.exclude', { cohortId, code, reason });
  }
  return answer(await session.call('cohorts.get', { cohortId }));
}

/** @throws AppError plan-unreadable for a file that is no plan, naming the place. */
function readPlan(file: string): CohortPlan {
  const fail = (reason: string, cause: unknown): never => {
    throw new AppError('plan-unreadable', { file, reason }, { cause });
  };
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return fail(error instanceof SyntaxError ? 'it is no JSON' : whyUnread(error), error);
  }
  const parsed = cohortPlan.safeParse(json);
  if (parsed.success) return parsed.data;
  const [{ path, message }] = parsed.error.issues;
  return fail(`${path.join('.') || 'the file'}: ${message}`, parsed.error);
}
