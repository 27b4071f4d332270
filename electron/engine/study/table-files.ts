import type { TableDocument } from '#contract/evaluation/table-document.ts';
import { latexDocument } from '../report/tables/writers/latex-document.ts';
import { tableCsv } from '../report/tables/writers/table-csv.ts';
import { tableDocx } from '../report/tables/writers/table-docx.ts';
import { tableHtml } from '../report/tables/writers/table-html.ts';
import { tableLatex } from '../report/tables/writers/table-latex.ts';
import { tableXlsx } from '../report/tables/writers/table-xlsx.ts';
import type { StudyFiles } from './study-folder.ts';

/** Formats with a file for each table. */
const single = { csv: tableCsv, tex: tableLatex, html: tableHtml } as const;
/** Formats with one file for all. */
const joint = { xlsx: tableXlsx, docx: tableDocx } as const;

export type TableFormat = keyof typeof single | keyof typeof joint;
export const tableFormats = ['csv', 'tex', 'html', 'xlsx', 'docx'] as const satisfies TableFormat[];

/**
 * The files of tables: `table1.csv`, …, and of all that are given `tables.xlsx`, or the document that
 * prints those of LaTeX.
 */
export async function tableFiles(
  tables: readonly (readonly [name: string, TableDocument])[],
  formats: readonly TableFormat[],
): Promise<StudyFiles> {
  const files = new Map<string, Uint8Array>();
  for (const format of formats) {
    if (format === 'xlsx' || format === 'docx') {
      const documents = tables.map(([, document]) => document);
      files.set(`tables.${format}`, await joint[format](documents));
      continue;
    }
    for (const [name, document] of tables) {
      files.set(`${name}.${format}`, new TextEncoder().encode(single[format](document)));
    }
    if (format === 'tex') {
      files.set('tables.tex', new TextEncoder().encode(latexDocument(tables)));
    }
  }
  return files;
}
