import { AppError } from '#contract/errors.ts';
import { describeError } from '#contract/sentences.ts';
import { version } from '#contract/version.ts';
import { evaluateScores } from '../evaluation/evaluate-scores.ts';
import { readPatientFile, readScoreFile } from '../evaluation/read-score-file.ts';
import type { StudyInput } from '../evaluation/study-input.ts';
import { firstDifference } from './first-difference.ts';
import { manifestName, readStudyFolder, sha256Of, type StudyFiles } from './study-folder.ts';
import { studyFiles } from './study-files.ts';
import { inputNames, studyManifest, type StudyManifest, type Versions } from './study-manifest.ts';

/** How a folder compares with what comes out when it is made again from its own inputs. */
export interface Reproduction {
  readonly identical: boolean;
  /** Files compared. */
  readonly files: number;
  readonly differing: readonly {
    readonly name: string;
    readonly how: Difference;
    /** The first place; null where there is nothing to compare with. */
    readonly where: string | null;
  }[];
  /** Why it cannot be made again, where its inputs are no longer as exported; else null. */
  readonly notMade: string | null;
  /** Versions other than those that made the folder. */
  readonly versions: readonly {
    readonly of: keyof Versions;
    readonly then: string;
    readonly now: string;
  }[];
  /** Files in the folder that are none of the study. */
  readonly strange: readonly string[];
}

/** `changed`: no longer what was exported; `comes out differently`: exported so, made otherwise now. */
export type Difference = 'missing' | 'changed' | 'comes out differently' | 'not made any more';

/**
 * Makes a study again from the inputs in its own folder and compares every byte.
 *
 * @throws AppError study-unreadable, or scores-unreadable for inputs that are as they were exported.
 */
export async function reproduceStudy(folder: string): Promise<Reproduction> {
  const found = readStudyFolder(folder);
  if (!found) throw new AppError('not-found', { what: 'folder', id: folder });
  const manifest = readManifest(folder, found);
  const touched = touchedFiles(manifest, found);
  const made = await makeAgain(folder, found, manifest).catch((error: unknown) => {
    // A file that was changed says more than the line at which it can no longer be read.
    if (!(error instanceof AppError) || !touched.some(isInput)) throw error;
    return describeError(error.toWire());
  });
  const notMade = typeof made === 'string' ? made : null;
  const differing = typeof made === 'string' ? touched : differences(manifest, found, made);
  const listed = new Set([manifestName, ...manifest.files.map(({ name }) => name)]);
  const now: Versions = { nodewise: version, node: process.versions.node };
  return {
    identical: differing.length === 0,
    files: manifest.files.length,
    ...{ differing, notMade },
    versions: (Object.keys(now) as (keyof Versions)[])
      .filter((of) => manifest.versions[of] !== now[of])
      .map((of) => ({ of, then: manifest.versions[of], now: now[of] })),
    strange: [...found.keys()].filter((name) => !listed.has(name)),
  };
}

async function makeAgain(
  folder: string,
  found: StudyFiles,
  manifest: StudyManifest,
): Promise<StudyFiles> {
  const input = inputOf(folder, found, manifest);
  return studyFiles({ input, result: evaluateScores(input.scores, input.settings) }, version);
}

type Differing = Reproduction['differing'];

/** Files that are not as they were exported. */
function touchedFiles({ files }: StudyManifest, found: StudyFiles): Differing {
  return files.flatMap(({ name, sha256 }): Differing => {
    const bytes = found.get(name);
    if (!bytes) return [{ name, how: 'missing', where: null }];
    return sha256Of(bytes) === sha256 ? [] : [{ name, how: 'changed', where: null }];
  });
}

function isInput({ name }: Differing[number]): boolean {
  return name === inputNames.scores || name === inputNames.patients;
}

/** Files that were touched, or come out otherwise. */
function differences(manifest: StudyManifest, found: StudyFiles, made: StudyFiles): Differing {
  const touched = new Map(touchedFiles(manifest, found).map((one) => [one.name, one]));
  const files = manifest.files.flatMap(({ name, sha256 }): Differing => {
    const bytes = made.get(name);
    const before = found.get(name);
    const where = before && bytes ? firstDifference(name, before, bytes) : null;
    const one = touched.get(name);
    if (one) return [{ ...one, where }];
    if (!bytes) return [{ name, how: 'not made any more', where }];
    return sha256Of(bytes) === sha256 ? [] : [{ name, how: 'comes out differently', where }];
  });
  // A file that comes out otherwise changes its hash in the manifest too, which needs no telling.
  if (files.length > 0 || isSameManifest(manifest, made)) return files;
  return [{ name: manifestName, how: 'comes out differently', where: null }];
}

/** Whether the manifest comes out as it is, whatever versions it names. */
function isSameManifest(manifest: StudyManifest, made: StudyFiles): boolean {
  const bytes = made.get(manifestName) ?? new Uint8Array();
  const again = studyManifest.parse(JSON.parse(new TextDecoder().decode(bytes)));
  const { versions: _1, ...before } = manifest;
  const { versions: _2, ...after } = again;
  return JSON.stringify(before) === JSON.stringify(after);
}

function readManifest(folder: string, files: StudyFiles): StudyManifest {
  const parsed = studyManifest.safeParse(parseJson(textOf(files, manifestName)));
  if (parsed.success) return parsed.data;
  const reason = files.has(manifestName)
    ? `its ${manifestName} is not that of a study`
    : `it has no ${manifestName}`;
  throw new AppError('study-unreadable', { folder, reason });
}

function inputOf(
  folder: string,
  files: StudyFiles,
  { settings, inputs }: StudyManifest,
): StudyInput {
  const { models, flow, balance, provenance } = inputs;
  const read = readScoreFile(expectText(folder, files, inputs.scores), inputs.scores);
  const columns = read.scores.models;
  if (columns.map(({ name }) => name).join('\n') !== models.map(({ name }) => name).join('\n')) {
    const reason = `the models in ${inputs.scores} are not those of its ${manifestName}`;
    throw new AppError('study-unreadable', { folder, reason });
  }
  const patients = inputs.patients;
  return {
    scores: {
      patients: read.scores.patients,
      models: models.map((facts, n) => ({ ...facts, scores: columns[n].scores })),
    },
    patients:
      patients === null
        ? null
        : [...readPatientFile(expectText(folder, files, patients), patients)],
    ...{ flow, balance, settings, provenance },
  };
}

function expectText(folder: string, files: StudyFiles, name: string): string {
  const text = textOf(files, name);
  if (text !== undefined) return text;
  throw new AppError('study-unreadable', { folder, reason: `it has no ${name}` });
}

function textOf(files: StudyFiles, name: string): string | undefined {
  const bytes = files.get(name);
  return bytes && new TextDecoder().decode(bytes);
}

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}
