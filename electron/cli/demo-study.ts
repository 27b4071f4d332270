/** The steps of a study on synthetic patients; each finds what an earlier call has done. */
import type { CohortFlow } from '#contract/procedures/cohort.ts';
import type { EvaluationResult } from '#contract/evaluation/result.ts';
import type { EvaluationSettings } from '#contract/evaluation/settings.ts';
import type { RunSettings } from '#contract/procedures/experiments.ts';
import { AppError } from '#contract/errors.ts';
import type { Session } from './command.ts';
import { followRuns } from './follow-runs.ts';

/** A step that is done. */
export interface StudyStep {
  /** What was done, and what of it a reader must know. */
  readonly title: string;
  readonly seconds: number;
}

export interface DemoStudyOrder {
  readonly patients: number;
  /** Splits the patients. */
  readonly seed: number;
  readonly settings: EvaluationSettings;
  /** Also trains networks with the quick preset. */
  readonly train: boolean;
  readonly onStep: (step: StudyStep) => void;
}

interface Progress {
  /** Follows a job under the step's number and name. */
  readonly finish: (jobId: string) => Promise<unknown>;
  readonly cohortId: string;
}

/** The work may answer what a reader must know of it. */
type Step = readonly [title: string, work: (progress: Progress) => Promise<string | void>];

/** Demo patients, outlines, features, a locked cohort, models, and what they are worth. */
export async function demoStudy(
  session: Session,
  order: DemoStudyOrder,
): Promise<{ readonly evaluationId: string; readonly result: EvaluationResult }> {
  const { call } = session;
  let cohortId = '';
  const steps: readonly Step[] = [
    ['Synthetic patients', ({ finish }) => fill(session, order.patients, finish)],
    ['Outlines', () => outlines(session)],
    ['Features', ({ finish }) => features(session, finish)],
    [
      'Cohort: rules, matching, split, lock',
      async () => {
        const drawn = await cohort(session, order);
        cohortId = drawn.cohortId;
        return drawn.matched ? undefined : 'not matched, as too few patients have a partner';
      },
    ],
    ['Radiomics model', ({ finish }) => fit(session, { cohortId, kind: 'radiomics', finish })],
    ['Clinical baseline', ({ finish }) => fit(session, { cohortId, kind: 'clinical', finish })],
    ...(order.train ? [['Networks', () => networks(session, cohortId)] as const] : []),
  ];
  for (const [n, [title, work]] of steps.entries()) {
    const started = Date.now();
    const name = `${n + 1} of ${steps.length} ${title}`;
    session.show(name);
    const note = await work({ finish: (jobId) => session.finish(jobId, name), cohortId });
    const seconds = (Date.now() - started) / 1000;
    order.onStep({ title: note === undefined ? title : `${title} (${note})`, seconds });
  }
  const models = await call('evaluation.models', { cohortId });
  return call('evaluation.run', {
    ...{ cohortId, settings: order.settings },
    modelIds: models.map(({ id }) => id),
  });
}

type Finish = Progress['finish'];

async function fill({ call, signIn }: Session, patients: number, finish: Finish): Promise<void> {
  const { library } = await call('session.welcome', {});
  const empty = library.cases === 0 && library.people === 0;
  const first = empty ? await call('demo.start', { patients }) : undefined;
  await signIn();
  const { jobId } = first ?? (await call('demo.fill', { patients }));
  await finish(jobId);
}

/** Waits for the outlines that follow an import by themselves. */
async function outlines({ call, watch, interrupted, show }: Session): Promise<void> {
  const open = async (): Promise<string[]> =>
    (await call('jobs.list', {}))
      .filter(({ kind, endedAt }) => kind === 'segment' && endedAt === null)
      .map(({ id }) => id);
  const waiting = new Set(await open());
  const all = waiting.size;
  if (all === 0) return;
  const started = Date.now();
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  interrupted.addEventListener('abort', abort, { once: true });
  try {
    for await (const { id, endedAt } of watch('jobs.watch', {}, stop.signal)) {
      if (endedAt === null || !waiting.delete(id)) continue;
      const done = all - waiting.size;
      const left = Math.ceil(((Date.now() - started) / 1000 / done) * waiting.size);
      show(`Outlines  ${done} of ${all}  ${left} s left`);
      if (waiting.size === 0) return;
    }
  } finally {
    interrupted.removeEventListener('abort', abort);
    stop.abort();
  }
  throw new AppError('job-cancelled', { jobId: [...waiting][0] });
}

async function features({ call }: Session, finish: Finish): Promise<void> {
  const cases = await call('cases.list', {});
  await finish((await call('features.extract', { caseIds: cases.map(({ id }) => id) })).jobId);
}

/** The study's cohort under its name and seed, locked; matched where enough patients have a partner. */
async function cohort(
  { call }: Session,
  { seed }: DemoStudyOrder,
): Promise<{ readonly cohortId: string; readonly matched: boolean }> {
  const name = `Demo study, seed ${seed}`;
  const known = (await call('cohorts.list', {})).find((one) => one.name === name);
  const { id: cohortId, plan } = known
    ? await call('cohorts.get', { cohortId: known.id })
    : await call('cohorts.create', { name });
  if (known?.locked) return { cohortId, matched: plan.matched };
  const split = { ...plan.split, seed };
  const drawn = await call('cohorts.change', {
    ...{ cohortId, name: 'Seed of the split', plan: { split } },
  });
  // Few patients hardly ever have a partner of the same sex, density and location.
  if (drawn.plan.matched && !canLearn(drawn.flow)) {
    await call('cohorts.change', { cohortId, name: 'No matching', plan: { matched: false } });
  }
  const locked = await call('cohorts.lock', { cohortId });
  return { cohortId, matched: locked.plan.matched };
}

/** Patients of each class that the sets of learning need: a spread to learn, an AUC to select by. */
const needed = { training: 2, validation: 1 } as const;

function canLearn({ sets }: CohortFlow): boolean {
  return Object.entries(needed).every(([name, fewest]) => {
    const counts = sets.find(({ set }) => set === name)?.counts;
    return counts !== undefined && Math.min(counts.positives, counts.negatives) >= fewest;
  });
}

async function fit(
  { call }: Session,
  {
    cohortId,
    kind,
    finish,
  }: {
    readonly cohortId: string;
    readonly kind: 'radiomics' | 'clinical';
    readonly finish: Finish;
  },
): Promise<void> {
  const models = await call('evaluation.models', { cohortId });
  if (models.some((model) => model.kind === kind)) return;
  await finish((await call('evaluation.fit', { cohortId, kind })).jobId);
}

/** What the networks of a quick study fuse: the radiomics features, and nothing. */
const quickFusions: readonly RunSettings['fusion'][] = ['concat', 'none'];

/** ResNet-18 from scratch with the quick preset; runs that an earlier call left are gone on with. */
async function networks(session: Session, cohortId: string): Promise<void> {
  const { call } = session;
  const preset = (await call('experiments.presets', {})).find(({ id }) => id === 'quick');
  if (!preset) throw new AppError('not-found', { what: 'preset', id: 'quick' });
  const known = (await call('experiments.list', {})).find((one) => one.cohort?.id === cohortId);
  const { runs } =
    known ??
    (await call('experiments.create', {
      ...{ name: 'Demo study', seed: preset.settings.seed, cohortId },
      runs: quickFusions.map((fusion) => ({
        name: fusion === 'none' ? 'ResNet-18 without radiomics' : 'ResNet-18 with radiomics',
        settings: { ...preset.settings, network: 'resnet18', fusion },
      })),
    }));
  for (const { id, state } of runs) {
    if (known && ['paused', 'failed', 'cancelled'].includes(state)) {
      await call('experiments.resume', { runId: id });
    }
  }
  const ended = await followRuns(
    session,
    runs.map(({ id }) => id),
  );
  const stopped = ended.find(({ state }) => state !== 'done');
  if (stopped) throw new AppError('run-not-done', { runId: stopped.id, state: stopped.state });
}
