import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { TableDocument } from '#contract/evaluation/table-document.ts';
import {
  exampleModel,
  exampleResult,
  exampleTableOne,
  fullResult,
} from '../../../../testing/example-study.ts';
import { headCell, numberCell, pCell, textCell } from '../documents/cells.ts';
import { table1Document } from '../documents/table1.ts';
import { table2Document } from '../documents/table2.ts';
import { latexDocument } from './latex-document.ts';
import { numberFormat } from './number-format.ts';
import { tableCsv } from './table-csv.ts';
import { tableDocx } from './table-docx.ts';
import { tableHtml } from './table-html.ts';
import { tableLatex } from './table-latex.ts';
import { tableXlsx } from './table-xlsx.ts';

const table1 = table1Document(exampleTableOne());
const table2 = table2Document(fullResult());

const hostile: TableDocument = {
  title: 'Names: <b>&"\' [x]/*?.\\ of 40 characters and more than that',
  head: [[textCell('Model'), headCell('AUC')]],
  body: [
    [textCell(`=cmd|' /C calc'!A0`), numberCell(-0.5, 3)],
    [{ ...textCell(''), text: '@SUM(1),"a"\r\nb' }, numberCell(0.81, 3)],
    [textCell('<script>alert(1)</script> & "x"'), pCell(0.00002, null)],
    [textCell('[1cm] \\input{a}$x_1^2$ #% ~{}'), pCell(null, 'a "reason" <')],
  ],
  footnotes: ['=1+1', 'ᵃ 5 % & more'],
};

// Read by csv-parse 7.
test('CSV: cells where they are printed, spans empty, footnotes after an empty row', () => {
  const text = tableCsv(table1);
  expect(text.charCodeAt(0)).toBe(0xfeff);
  const rows = parse(text, { bom: true });
  expect(rows[0]).toEqual([
    'Characteristics',
    'Training Set',
    '',
    'Independent Test Set 1',
    '',
    'P-value',
  ]);
  expect(rows[1]).toEqual([
    '',
    ...['pN+ (n = 235)', 'pN- (n = 235)', 'pN+ (n = 43)', 'pN- (n = 184)'],
    '',
  ]);
  expect(rows[2][1]).toBe('60.0\u00a0±\u00a09.3');
  expect(rows[5][0]).toBe('\u2003Female');
  expect(rows[6].join('')).toBe('');
  expect(rows.slice(7).map(([note]) => note)).toEqual(table1.footnotes);
});

test('CSV: text that a spreadsheet would run is text', () => {
  const rows = parse(tableCsv(hostile), { bom: true });
  expect(rows.slice(1, 3).map(([name]) => name)).toEqual([
    `'=cmd|' /C calc'!A0`,
    `'@SUM(1),"a"\r\nb`,
  ]);
  expect(rows.at(-2)?.[0]).toBe(`'=1+1`);
});

test('HTML: headings name their cells, spans are spans, reasons are told', () => {
  const html = tableHtml(table1);
  expect(html).toContain('<caption>Table 1.');
  expect(html).toContain('<th scope="colgroup" colspan="2" class="centre">Training Set</th>');
  expect(html).toContain('<th scope="col" rowspan="2" class="left">Characteristics</th>');
  expect(html).toContain('<th scope="row" class="left">Ageᵃ (years)</th>');
  expect(html).toContain('<abbr title="no patients with a value">NA</abbr>');
  expect(tableHtml(table2)).toContain(
    '<th scope="rowgroup" rowspan="3" class="left">ResNet-18ᵃ</th>',
  );
});

test('HTML: no text becomes markup', () => {
  const html = tableHtml(hostile);
  expect(html).not.toContain('<script>');
  expect(html).not.toContain('<b>');
  expect(html).toContain('title="a &quot;reason&quot; &lt;"');
});

test('LaTeX: merged cells, thin rules below them, signs as commands', () => {
  const latex = tableLatex(table1);
  expect(latex).toMatch(/\\multicolumn\{2\}\{[^&]*\}\{Training Set\}/);
  // A heading of two rows stands on the lower one, beside those below the others.
  expect(latex).toContain('Characteristics & pN+ (n~=~235) &');
  expect(latex).toContain('\\cmidrule(lr){2-3} \\cmidrule(lr){4-5}');
  expect(latex).toContain('Age\\textsuperscript{a} (years) & 60.0~$\\pm$~9.3 &');
  expect(latex).toContain('\\quad Male & 108 (46.0) &');
  expect(tableLatex(table2)).toContain('0.790--0.890');
  expect(tableLatex(table2)).toContain('\\multirow[t]{3}{=}{\\centering 0.790 (0.018)}');
});

test('LaTeX: the first lines name what the document must load', () => {
  const [first, second, third] = tableLatex(hostile).split('\n');
  expect(first).toBe(
    "% In the document's preamble: \\usepackage{array,booktabs,longtable,multirow,threeparttable}",
  );
  expect(second).toBe('% and for pdfLaTeX: \\usepackage[T1]{fontenc}');
  expect(third).toMatch(/^\\begin/);
  const chinese = { ...hostile, footnotes: ['协和医院 Größe αΒ €'] };
  expect(tableLatex(chinese).split('\n')[2]).toBe(
    '% For 协和医院: LuaLaTeX or XeLaTeX with a font that has them,',
  );
});

test('LaTeX: the document numbers a table itself, and prints each under its own name', () => {
  expect(tableLatex(table2)).toContain('\\caption{Performance of the models on each set}');
  const document = latexDocument([['table2', table2]]);
  expect(document).toContain('\\printtable{Table 2}{table2.tex}');
  expect(document.split('\n')[0]).toBe('% !TeX program = pdflatex');
  expect(document).not.toContain('setmainfont');
  const chinese = latexDocument([['t', { ...hostile, title: 'T. 协和医院' }]]);
  expect(chinese.split('\n')[0]).toBe('% !TeX program = lualatex');
  expect(chinese).toContain('\\setmainfont{Noto Serif CJK SC}');
});

test('LaTeX: every row has every column, and nothing of a name is a command', () => {
  const latex = tableLatex(hostile);
  expect(latex).toContain(
    '{[}1cm] \\textbackslash{}input\\{a\\}\\$x\\_1\\textasciicircum{}2\\$ \\#\\% \\textasciitilde{}\\{\\}',
  );
  const rows = tableLatex(table2).match(/^.* & .*\\\\/gm) ?? [];
  expect(rows).toHaveLength(28);
  expect(new Set(rows.map((line) => line.split(' & ').length))).toEqual(new Set([10]));
});

test('LaTeX: a table of more rows than a page runs over pages, which part no model', () => {
  const models = Array.from({ length: 14 }, (_, n) => exampleModel({ name: `m${n}` }, 0.8));
  const latex = tableLatex(table2Document(exampleResult(models)));
  expect(latex).toContain('\\begin{longtable}');
  expect(latex.match(/\\endfirsthead|\\endhead/g)).toHaveLength(2);
  const ends = latex.match(/^(\\multirow| &).*\\\\\*?$/gm)?.map((line) => line.endsWith('*'));
  expect(ends).toEqual(models.flatMap(() => [true, true, false]));
});

test.each([
  ['0.777', 157 / 202, '0.000'],
  ['108 (46.0)', 108, '0" (46.0)"'],
  ['60.0\u00a0±\u00a09.3', 59.95, '0.0"\u00a0±\u00a09.3"'],
  ['<\u20090.001', 0.00002, '"<\u20090.001"'],
  ['−0.012', -0.0123, '0.000;"−"0.000'],
  ['0.000', -0.0001, '0.000;0.000'],
  ['0.310ᵃ', 0.31, '0.000"ᵃ"'],
  ['5" x', 5, '0\\"" x"'],
])('XLSX: %s is %d under %s', (text, value, format) => {
  expect(numberFormat({ text, value })).toBe(format);
});

/** A part of an Office file as text. */
function part(bytes: Uint8Array, name: string): string {
  return strFromU8(unzipSync(bytes)[name]);
}

// openpyxl 3.1.5 reads the same values, formats and merged ranges.
test('XLSX: numbers with all digits, merged cells, a sheet a table', async () => {
  const bytes = await tableXlsx([table1, table2, hostile, hostile]);
  const sheet = part(bytes, 'xl/worksheets/sheet1.xml');
  expect(sheet).toMatch(/<c r="B4"[^>]*><v>59.95<\/v>/);
  expect(sheet).toMatch(/<worksheet [^>]*><sheetPr><pageSetUpPr fitToPage="1"\/><\/sheetPr>/);
  expect(sheet).toContain('<pageSetup fitToWidth="1" fitToHeight="0" ');
  expect(sheet).toContain('<mergeCell ref="B2:C2"/>');
  expect(sheet).toContain('<mergeCell ref="A2:A3"/>');
  const names = [...part(bytes, 'xl/workbook.xml').matchAll(/<sheet [^>]*name="([^"]*)"/g)];
  expect(names.map(([, name]) => name).slice(0, 2)).toEqual(['Table 1', 'Table 2']);
  expect(new Set(names.map(([, name]) => name)).size).toBe(4);
  expect(names.every(([, name]) => name.replaceAll(/&\w+;/g, '.').length <= 31)).toBe(true);
});

test('XLSX: a formula in a name is a string', async () => {
  const bytes = await tableXlsx([hostile]);
  expect(part(bytes, 'xl/worksheets/sheet1.xml')).not.toContain('<f');
  expect(part(bytes, 'xl/sharedStrings.xml')).toContain('=cmd|');
});

test('DOCX: a real table with merged cells, headings that repeat, footnotes beneath', async () => {
  const xml = part(await tableDocx([table1, hostile]), 'word/document.xml');
  expect(xml.match(/<w:tbl>/g)).toHaveLength(2);
  expect(xml).toContain('<w:gridSpan w:val="2"/>');
  expect(xml).toContain('<w:vMerge w:val="restart"/>');
  expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(3);
  expect(xml).toContain('60.0\u00a0±\u00a09.3');
  expect(xml.indexOf('SD Standard deviation')).toBeGreaterThan(xml.indexOf('</w:tbl>'));
  expect(xml).toContain('&lt;script&gt;');
});

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('the same tables give the same bytes at another time', async () => {
  const made = () => Promise.all([tableXlsx([table1, table2]), tableDocx([table1, table2])]);
  const first = (await made()).map(digest);
  // ZIP counts time in steps of two seconds.
  await new Promise((resolve) => setTimeout(resolve, 2100));
  expect((await made()).map(digest)).toEqual(first);
});
