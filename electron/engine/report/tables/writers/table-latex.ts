import type { TableCell, TableDocument } from '#contract/evaluation/table-document.ts';
import type { PlacedCell } from './grid.ts';
import { breaking, layoutOf, spanSpec, type LatexLayout } from './latex-layout.ts';
import { foreignSigns, latexText } from './latex-text.ts';

/** What a table's commands come from. */
export const latexPackages = 'array,booktabs,longtable,multirow,threeparttable';

/** A font with nearly every sign that a name may hold. */
export const wideFont = 'Noto Serif CJK SC';

/**
 * A table to be put into a LaTeX document, with booktabs' rules and merged cells; its first lines say
 * what the document must load. A wide table fills the line, which should be that of a page in
 * landscape; a long one runs over pages.
 */
export function tableLatex(document: TableDocument): string {
  const layout = layoutOf(document);
  const caption = `\\caption{${latexText(titleParts(document.title).caption)}}`;
  const notes = notesOf(document);
  const head = [`\\toprule`, ...headLines(layout), `\\midrule`].join('\n');
  const body = bodyLines(layout).join('\n');
  const table = layout.long
    ? `\\begingroup
${layout.size}
\\begin{longtable}[l]{${layout.columns}}
${caption}\\\\
${head}
\\endfirsthead
${head}
\\endhead
\\bottomrule
\\endfoot
${body}
\\end{longtable}
${notes}\\endgroup`
    : `\\begin{table}[tp]
\\centering
${layout.size}
\\begin{threeparttable}
${caption}
\\begin{tabular}{${layout.columns}}
${head}
${body}
\\bottomrule
\\end{tabular}
${notes}\\end{threeparttable}
\\end{table}`;
  return `${needsOf(document)}\n${table}\n`;
}

/** An empty list is an error in LaTeX. */
function notesOf({ footnotes }: TableDocument): string {
  if (footnotes.length === 0) return '';
  const items = footnotes.map((note) => `\\item ${latexText(note)}\n`).join('');
  return `\\begin{tablenotes}[flushleft]\n${items}\\end{tablenotes}\n`;
}

/** "Table 2" and what it shows, of "Table 2. Performance …"; LaTeX numbers a table by itself. */
export function titleParts(title: string): { readonly name: string; readonly caption: string } {
  const [, name, caption] = /^([^.]*)\. ([^]*)$/.exec(title) ?? ['', '', title];
  return { name, caption };
}

/** Every text of a table. */
export function textsOf({ title, head, body, footnotes }: TableDocument): string[] {
  return [title, ...[...head, ...body].flat().map(({ text }) => text), ...footnotes];
}

function needsOf(document: TableDocument): string {
  const signs = foreignSigns(textsOf(document));
  const lines = [
    `In the document's preamble: \\usepackage{${latexPackages}}`,
    'and for pdfLaTeX: \\usepackage[T1]{fontenc}',
    ...(signs === ''
      ? []
      : [
          `For ${signs}: LuaLaTeX or XeLaTeX with a font that has them,`,
          `such as \\usepackage{fontspec}\\setmainfont{${wideFont}}`,
        ]),
  ];
  return lines.map((line) => `% ${line}`).join('\n');
}

/** A heading over two rows stands on the lower one. */
function headLines(layout: LatexLayout): string[] {
  const { heads } = layout;
  return heads.map((_, n) => {
    const row = heads
      .flatMap((above, r) => above.filter(({ cell }) => r + cell.rowSpan - 1 === n))
      .toSorted((a, b) => a.column - b.column);
    const line = lineOf(row, layout, ({ text }) => latexText(text));
    return `${line} \\\\${n < heads.length - 1 ? rules(row) : ''}`;
  });
}

function bodyLines(layout: LatexLayout): string[] {
  const content = ({ text, rowSpan, align }: TableCell): string => {
    if (rowSpan === 1 || text === '') return latexText(text);
    const cell = layout.shares ? `{=}{${breaking[align]} ` : '{*}{';
    return `\\multirow[t]{${rowSpan}}${cell}${latexText(text)}}`;
  };
  return layout.rows.map((row, n) => {
    const end = layout.long && isTied(layout.rows, n) ? '\\\\*' : '\\\\';
    return `${lineOf(row, layout, content)} ${end}`;
  });
}

/** Rows that no page may part from the row before. */
const tiedRows = 9;

/** Whether the next row belongs to a short group of this one. */
function isTied(rows: LatexLayout['rows'], n: number): boolean {
  return rows
    .slice(0, n + 1)
    .some((row, r) => row.some(({ cell }) => cell.rowSpan <= tiedRows && r + cell.rowSpan - 1 > n));
}

function lineOf(
  row: readonly PlacedCell[],
  layout: LatexLayout,
  content: (cell: TableCell) => string,
): string {
  const parts: string[] = [];
  let column = 0;
  for (const one of row) {
    const { columnSpan } = one.cell;
    const text = content(one.cell);
    parts.push(...Array<string>(one.column - column).fill(''));
    parts.push(
      columnSpan > 1 ? `\\multicolumn{${columnSpan}}{${spanSpec(one, layout)}}{${text}}` : text,
    );
    column = one.column + columnSpan;
  }
  return [...parts, ...Array<string>(layout.count - column).fill('')].join(' & ');
}

/** A thin rule below each heading of several columns. */
function rules(row: readonly PlacedCell[]): string {
  return row
    .filter(({ cell }) => cell.columnSpan > 1)
    .map(({ column, cell }) => ` \\cmidrule(lr){${column + 1}-${column + cell.columnSpan}}`)
    .join('');
}
