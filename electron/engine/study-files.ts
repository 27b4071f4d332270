import { manifestName, type StudyFiles } from './study-folder.ts';
import { patientCsv, scoreCsv } from './evaluation/write-score-file.ts';
import { figureData, studyTables } from './print-study.ts';
import type { Study } from './evaluation/study-input.ts';
import { figuresOf } from './report/figures/figure-data.ts';
import { figureFile, figureFormats } from './report/figures/figure-file.ts';
import { inputNames, manifestOf } from './study-manifest.ts';
import { readmeOf } from './study-readme.ts';
import { tableFiles, tableFormats } from './table-files.ts';

/**
 * Every file of an exported study: its inputs, its numbers, its tables and figures in every format, the
 * methods in words, what is what, and the manifest. The same study gives the same bytes.
 */
export async function studyFiles(study: Study, version: string): Promise<StudyFiles> {
  const files = new Map<string, Uint8Array>();
  const text = (name: string, content: string): void =>
    void files.set(name, new TextEncoder().encode(content));
  const { input, result } = study;
  text(inputNames.scores, scoreCsv(input.scores));
  if (input.patients) text(inputNames.patients, patientCsv(input.patients));
  text('evaluation.json', `${JSON.stringify(result, null, 1)}\n`);
  for (const [name, bytes] of await tableFiles(studyTables(study), tableFormats)) {
    files.set(`tables/${name}`, bytes);
  }
  for (const [name, bytes] of await figureFiles(study)) files.set(`figures/${name}`, bytes);
  text('README.txt', readmeOf([...files.keys(), 'README.txt', manifestName], result.remarks));
  text(manifestName, `${JSON.stringify(manifestOf(input, files, version), null, 1)}\n`);
  return files;
}

/** Endings of the files of a figure. */
export const studyFigureFormats = figureFormats;

/** Every figure that the study can fill, in every format: `flowchart.svg`, … */
export async function figureFiles(study: Study): Promise<StudyFiles> {
  const files = new Map<string, Uint8Array>();
  const data = figureData(study);
  for (const name of figuresOf(data)) {
    for (const format of figureFormats) {
      files.set(`${name}.${format}`, await figureFile(name, data, format));
    }
  }
  return files;
}
