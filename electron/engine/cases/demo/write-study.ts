import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clinicalHeader, clinicalLine } from './clinical-csv.ts';
import { dicomSlices } from './dicom-slices.ts';
import { absentPatients, imageOptions, tableFacts } from './departures.ts';
import { patientId, type StudyOptions } from './patient-facts.ts';
import { synthesisePatient } from './synthesise.ts';

/** Size and link strength of a demo study, and how its maker is told. */
export interface DemoStudyOptions extends StudyOptions {
  /** How many patients; 24 unless given. */
  readonly patients?: number;
  /** Called after each patient, also for those that were there already. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Stops between two patients; what is finished stays and is not made again. */
  readonly abort?: AbortSignal;
}

/** Where a study was written. */
export interface DemoStudy {
  readonly clinicalTable: string;
  /** One folder of DICOM files per patient, in order. */
  readonly patientFolders: readonly string[];
}

/**
 * Writes a demo study: a DICOM folder per patient and `clinical.csv`. A second call goes on where the
 * first one stopped. One patient is in memory at a time.
 *
 * @throws RangeError when `dir` holds a study of another seed or signal.
 */
export async function writeDemoStudy(dir: string, options: DemoStudyOptions): Promise<DemoStudy> {
  const total = options.patients ?? 24;
  const clinicalTable = await prepareDemoStudy(dir, options);
  const patientFolders: string[] = [];
  for (let index = 0; index < total; index += 1) {
    options.abort?.throwIfAborted();
    patientFolders.push(await writeDemoPatient(dir, index, options));
    options.onProgress?.({ done: index + 1, total });
  }
  return { clinicalTable, patientFolders };
}

/**
 * Writes all but the images: the study's settings and its clinical table. Call it once before
 * patients are written in parallel.
 *
 * @returns Path of the table.
 */
export async function prepareDemoStudy(
  dir: string,
  { seed, signal = 1, patients = 24 }: StudyOptions & { readonly patients?: number },
): Promise<string> {
  await mkdir(join(dir, 'dicom'), { recursive: true });
  const settings = `${JSON.stringify({ generator: 2, seed, signal })}\n`;
  const settingsFile = join(dir, 'demo-study.json');
  if (existsSync(settingsFile) && (await readFile(settingsFile, 'utf8')) !== settings) {
    throw new RangeError('the folder holds a demo study made with other settings');
  }
  await writeFile(settingsFile, settings);
  const clinicalTable = join(dir, 'clinical.csv');
  await using file = await open(`${clinicalTable}.part`, 'w');
  await file.write(clinicalHeader());
  const imaged = Array.from({ length: patients }, (_, index) => index);
  for (const index of [...imaged, ...absentPatients(patients)]) {
    await file.write(clinicalLine(tableFacts(index, { seed, signal })));
  }
  await rename(`${clinicalTable}.part`, clinicalTable);
  return clinicalTable;
}

/**
 * Writes the DICOM folder of one patient unless it is there. Patients do not depend on each other, so
 * any number of workers may share a study.
 *
 * @param index Number of the patient from 0.
 * @returns The folder; it appears under this name only when it is complete.
 */
export async function writeDemoPatient(
  dir: string,
  index: number,
  options: StudyOptions,
): Promise<string> {
  const folder = join(dir, 'dicom', patientId(index));
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.part`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  const patient = synthesisePatient(index, imageOptions(index, options));
  for (const { name, file } of dicomSlices(patient, index, options)) {
    await writeFile(join(unfinished, name), file);
  }
  await rename(unfinished, folder);
  return folder;
}
