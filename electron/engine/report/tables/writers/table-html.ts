import type { TableCell, TableDocument } from '#contract/evaluation/table-document.ts';
import { placed, type PlacedCell } from './grid.ts';

const style = `
body { margin: 2rem; font: 14px/1.4 Inter, Arial, sans-serif; color: #000; background: #fff; }
table { border-collapse: collapse; border-block: 2px solid #000; }
caption { text-align: left; font-weight: 600; padding-bottom: 0.5rem; }
thead { border-bottom: 1px solid #000; }
th, td { padding: 0.2rem 0.6rem; font-weight: 400; vertical-align: top; white-space: nowrap; }
thead th { font-weight: 600; vertical-align: bottom; }
thead th[colspan] { border-bottom: 1px solid #000; }
.left { text-align: left; } .centre { text-align: center; } .right { text-align: right; }
ul { list-style: none; padding: 0; margin: 0.5rem 0; font-size: 12px; }
abbr { text-decoration: underline dotted; }
`;

/** A table as a page of its own, with headings that a screen reader tells with each cell. */
export function tableHtml({ title, head, body, footnotes }: TableDocument): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<table>
<caption>${escaped(title)}</caption>
<thead>
${placed(head)
  .map((row) => rowOf(row, headingOfColumn))
  .join('\n')}
</thead>
<tbody>
${placed(body)
  .map((row) => rowOf(row, bodyCell))
  .join('\n')}
</tbody>
</table>
<ul>
${footnotes.map((note) => `<li>${escaped(note)}</li>`).join('\n')}
</ul>
</body>
</html>
`;
}

function rowOf(row: readonly PlacedCell[], element: (placed: PlacedCell) => string): string {
  return `<tr>${row.map(element).join('')}</tr>`;
}

function headingOfColumn({ cell }: PlacedCell): string {
  return element('th', cell, ` scope="${cell.columnSpan > 1 ? 'colgroup' : 'col'}"`);
}

function bodyCell({ column, cell }: PlacedCell): string {
  if (column > 0) return element('td', cell, '');
  return element('th', cell, ` scope="${cell.rowSpan > 1 ? 'rowgroup' : 'row'}"`);
}

function element(name: 'td' | 'th', cell: TableCell, scope: string): string {
  const columns = cell.columnSpan > 1 ? ` colspan="${cell.columnSpan}"` : '';
  const rows = cell.rowSpan > 1 ? ` rowspan="${cell.rowSpan}"` : '';
  const text = escaped(cell.text);
  const told = cell.note === null ? text : `<abbr title="${escaped(cell.note)}">${text}</abbr>`;
  return `<${name}${scope}${columns}${rows} class="${cell.align}">${told}</${name}>`;
}

const entities: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign]);
}
