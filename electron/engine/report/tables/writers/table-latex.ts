import type { TableCell, TableDocument } from '#contract/evaluation/table-document.ts';
import { columnCount, placed, type PlacedCell } from './grid.ts';

/** A table for LaTeX with booktabs' rules and merged cells; its first line names the packages. */
export function tableLatex({ title, head, body, footnotes }: TableDocument): string {
  const [heads, rows] = [placed(head), placed(body)];
  const columns = columnCount([...heads, ...rows]);
  const alignments = Array.from({ length: columns }, (_, c) => letters[alignOf(rows, c)]);
  return `% \\usepackage[T1]{fontenc} \\usepackage{booktabs,multirow}
\\begin{table}
\\centering
\\footnotesize
\\caption{${escaped(title)}}
\\begin{tabular}{@{}${alignments.join('')}@{}}
\\toprule
${heads.map((row, n) => `${rowOf(row, columns)}${n < heads.length - 1 ? rules(row) : ''}`).join('\n')}
\\midrule
${rows.map((row) => rowOf(row, columns)).join('\n')}
\\bottomrule
\\end{tabular}

\\medskip
\\begin{minipage}{\\linewidth}
\\raggedright
${footnotes.map(escaped).join('\\par\n')}
\\end{minipage}
\\end{table}
`;
}

const letters = { left: 'l', centre: 'c', right: 'r' } as const;

/** How a column's first cell stands. */
function alignOf(rows: readonly (readonly PlacedCell[])[], column: number): TableCell['align'] {
  const found = rows.flat().find((one) => one.column === column && one.cell.text !== '');
  return found?.cell.align ?? 'left';
}

function rowOf(row: readonly PlacedCell[], columns: number): string {
  const parts: string[] = [];
  let column = 0;
  for (const { column: start, cell } of row) {
    while (column < start) {
      parts.push('');
      column++;
    }
    parts.push(cellOf(cell));
    column += cell.columnSpan;
  }
  while (column < columns) {
    parts.push('');
    column++;
  }
  return `${parts.join(' & ')} \\\\`;
}

function cellOf({ text, rowSpan, columnSpan, align }: TableCell): string {
  const content = escaped(text);
  const tall = rowSpan > 1 && content !== '' ? `\\multirow{${rowSpan}}{*}{${content}}` : content;
  return columnSpan > 1 ? `\\multicolumn{${columnSpan}}{${letters[align]}}{${tall}}` : tall;
}

/** A thin rule below each heading of several columns. */
function rules(row: readonly PlacedCell[]): string {
  return row
    .filter(({ cell }) => cell.columnSpan > 1)
    .map(({ column, cell }) => ` \\cmidrule(lr){${column + 1}-${column + cell.columnSpan}}`)
    .join('');
}

/** What LaTeX takes for a command, and signs of the tables that not every engine has. */
const commands: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '<': '$<$',
  '>': '$>$',
  '|': '$|$',
  '"': '\\textquotedbl{}',
  // After the end of a row it would be taken for the distance to the next.
  '[': '{[}',
  '±': '$\\pm$',
  '−': '$-$',
  '≤': '$\\leq$',
  '≥': '$\\geq$',
  '–': '--',
  '’': "'",
  '\u00a0': '~',
  '\u2003': '\\quad ',
  '\u2009': '\\,',
  ᵃ: '\\textsuperscript{a}',
  ᵇ: '\\textsuperscript{b}',
  '\n': ' ',
  '\r': ' ',
};

function escaped(text: string): string {
  return [...text].map((sign) => commands[sign] ?? sign).join('');
}
