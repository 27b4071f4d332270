import { figureFormat, type FigureFormat, type FigureName } from '#contract/evaluation/figures.ts';
import { patientCsv, scoreCsv } from '../evaluation/write-score-file.ts';
import type { Study } from '../evaluation/study-input.ts';
import { figuresOf } from '../report/figures/figure-data.ts';
import { manifestName, type StudyFiles } from './study-folder.ts';
import { figureData, studyMethods, studyTables } from './print-study.ts';
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
  const methods = studyMethods(study, version);
  text('methods.txt', methods);
  text('methods.md', `# Methods\n\n${methods}`);
  text(
    'README.txt',
    readmeOf(
      [...files.keys(), 'README.txt', manifestName],
      result.remarks.map(({ text: told }) => told),
    ),
  );
  text(manifestName, `${JSON.stringify(manifestOf(input, files, version), null, 1)}\n`);
  return files;
}

/** Endings of the files of a figure. */
export const studyFigureFormats = figureFormat.options;

/** Which figures are drawn, in which formats; all by default. */
type IsWanted = (name: FigureName, format: FigureFormat) => boolean;

/** The figures that are wanted and that the study can fill: `flowchart.svg`, … */
export async function figureFiles(
  study: Study,
  isWanted: IsWanted = () => true,
): Promise<StudyFiles> {
  // Loaded when it is needed, as it takes half a second.
  const { figureFile } = await import('../report/figures/figure-file.ts');
  const files = new Map<string, Uint8Array>();
  const data = figureData(study);
  for (const name of figuresOf(data)) {
    for (const format of studyFigureFormats.filter((one) => isWanted(name, one))) {
      files.set(`${name}.${format}`, await figureFile(name, data, format));
    }
  }
  return files;
}
