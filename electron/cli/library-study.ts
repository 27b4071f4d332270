import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EvaluationResult } from '#contract/evaluation/result.ts';
import type { EvaluationSettings } from '#contract/evaluation/settings.ts';
import type { ScoredModel } from '#contract/procedures/evaluation.ts';
import { readStudyFolder, writeStudyFolder, type StudyFiles } from '#engine/study/study-folder.ts';
import { cohortCalled } from './cohort-called.ts';
import { UsageError, type Session } from './command.ts';

/** The newest evaluation of the cohort that a word names. @throws UsageError where there is none. */
export async function newestEvaluation(
  session: Pick<Session, 'call'>,
  cohort: string | undefined,
): Promise<string> {
  if (cohort === undefined) throw new UsageError('Give --scores FILE, or --cohort NAME.');
  const { id: cohortId } = await cohortCalled(session, cohort);
  const [newest] = await session.call('evaluation.list', { cohortId });
  if (newest) return newest.id;
  throw new UsageError(
    `The cohort "${cohort}" has no evaluation yet; "nodewise evaluate" makes one.`,
  );
}

interface Order {
  readonly cohort: string;
  /** Names or ids; null: all that the cohort has. */
  readonly models: readonly string[] | null;
  readonly settings: EvaluationSettings;
}

/** Evaluates models of a locked cohort and stores what came out. */
export async function evaluateCohort(
  session: Pick<Session, 'call'>,
  { cohort, models, settings }: Order,
): Promise<{ readonly evaluationId: string; readonly result: EvaluationResult }> {
  const { id: cohortId } = await cohortCalled(session, cohort);
  const known = await session.call('evaluation.models', { cohortId });
  if (known.length === 0) {
    throw new UsageError(
      `The cohort "${cohort}" has no models yet. Train networks on it, or fit the radiomics model.`,
    );
  }
  const chosen = models === null ? known : models.map((word) => modelCalled(known, word.trim()));
  const reference = settings.reference === null ? null : modelCalled(known, settings.reference).id;
  return session.call('evaluation.run', {
    ...{ cohortId, modelIds: chosen.map(({ id }) => id) },
    settings: { ...settings, reference },
  });
}

function modelCalled(known: readonly ScoredModel[], word: string): ScoredModel {
  const found = known.find(({ id, name }) => id === word || name === word);
  if (found) return found;
  throw new UsageError(
    `There is no model "${word}". Known: ${known.map((m) => m.name).join(', ')}.`,
  );
}

/** The files of a stored evaluation, as its export writes them. */
export async function filesOfEvaluation(
  session: Pick<Session, 'call' | 'finish'>,
  evaluationId: string,
): Promise<StudyFiles> {
  const directory = mkdtempSync(join(tmpdir(), 'nodewise-study-'));
  try {
    const { jobId } = await session.call('evaluation.export', { evaluationId, directory });
    await session.finish(jobId);
    const [name] = readdirSync(directory);
    return readStudyFolder(join(directory, name)) ?? new Map<string, Uint8Array>();
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Exports a stored evaluation as one folder of that name. */
export async function exportTo(
  session: Pick<Session, 'call' | 'finish'>,
  evaluationId: string,
  folder: string,
): Promise<void> {
  writeStudyFolder(folder, await filesOfEvaluation(session, evaluationId));
}
