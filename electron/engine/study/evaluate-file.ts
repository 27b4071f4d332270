import { readFileSync } from 'node:fs';
import { AppError } from '#contract/errors.ts';
import type { EvaluationSettings } from '#contract/evaluation/settings.ts';
import { version } from '#contract/version.ts';
import { whyUnread } from '#contract/why-unread.ts';
import { decodeTable } from '../cases/clinical/table-text.ts';
import { evaluateScores } from '../evaluation/evaluate-scores.ts';
import { readScoreFile } from '../evaluation/read-score-file.ts';
import type { Study, StudyInput } from '../evaluation/study-input.ts';
import { writeStudyFolder } from './study-folder.ts';
import { studyFiles } from './study-files.ts';

/**
 * Judges the scores of a table, without a library.
 *
 * @throws AppError scores-unreadable.
 */
export function evaluateFile(path: string, settings: EvaluationSettings): Study {
  const { scores, patients } = readScoreFile(readText(path), path);
  const input: StudyInput = {
    ...{ scores, patients: patients && [...patients], flow: null, balance: null, settings },
    provenance: {
      ...{ source: 'scores-file', cohort: null, plan: null, evaluation: null },
      models: scores.models.map(({ id, name }) => ({
        ...{ id, name, kind: 'column', settings: {} },
        ...{ settingsHash: null, codeVersion: null, createdAt: null },
      })),
    },
  };
  return { input, result: evaluateScores(scores, settings) };
}

/** Writes every file of a study as one folder, whole or not at all. */
export async function writeStudy(study: Study, folder: string): Promise<void> {
  writeStudyFolder(folder, await studyFiles(study, version));
}

function readText(path: string): string {
  const fail = (reason: string, cause: unknown): AppError =>
    new AppError('scores-unreadable', { file: path, line: null, reason }, { cause });
  const bytes = readBytes(path, fail);
  // Workbooks and other archives begin so.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) throw fail('it is no text; save it as CSV', null);
  return decodeTable(bytes);
}

function readBytes(path: string, fail: (reason: string, cause: unknown) => AppError): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw fail(whyUnread(cause), cause);
  }
}
