import {
  AlignmentType,
  BorderStyle,
  Document,
  Packer,
  PageOrientation,
  Paragraph,
  Table,
  TableCell as WordCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { TableDocument } from '#contract/evaluation/table-document.ts';
import { columnWidths, placed, type PlacedCell } from './grid.ts';

/** Word counts text in half points. */
const textSize = 16;
const font = 'Times New Roman';

/** What `tableDocx` answers. */
export async function wordDocument(documents: readonly TableDocument[]): Promise<Uint8Array> {
  const document = new Document({
    creator: 'Nodewise',
    title: documents.map(({ title }) => title).join('; '),
    styles: { default: { document: { run: { font, size: textSize } } } },
    sections: documents.map((one) => ({
      properties: {
        page: {
          // A4; the library swaps the sides of a landscape page by itself.
          size: { width: 11906, height: 16838, orientation: PageOrientation.LANDSCAPE },
          margin: { top: 1000, bottom: 1000, left: 800, right: 800 },
        },
      },
      children: [
        new Paragraph({
          children: [new TextRun({ text: one.title, bold: true, size: textSize + 4 })],
          spacing: { after: 120 },
          keepNext: true,
        }),
        tableOf(one),
        ...one.footnotes.map(
          (note, n) => new Paragraph({ text: note, spacing: { before: n === 0 ? 80 : 0 } }),
        ),
      ],
    })),
  });
  return withoutTimes(new Uint8Array(await Packer.toBuffer(document)));
}

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const thin = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const thick = { style: BorderStyle.SINGLE, size: 12, color: '000000' };

/** A landscape A4 page between its margins, in twentieths of a point. */
const pageWidth = 16838 - 2 * 800;

function tableOf({ head, body }: TableDocument): Table {
  // What the cells' margins take, in characters.
  const wanted = columnWidths(placed(head), placed(body)).map((characters) => characters + 2);
  const all = wanted.reduce((sum, characters) => sum + characters, 0);
  const heads = placed(head).map(
    (row, n) =>
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: row.map((one) =>
          wordCell(one, {
            bold: true,
            top: n === 0 ? thick : none,
            bottom: n + one.cell.rowSpan === head.length || one.cell.columnSpan > 1 ? thin : none,
          }),
        ),
      }),
  );
  const rows = placed(body).map(
    (row, n) =>
      new TableRow({
        cantSplit: true,
        children: row.map((one) =>
          wordCell(one, {
            bold: false,
            top: none,
            bottom: n + one.cell.rowSpan === body.length ? thick : none,
          }),
        ),
      }),
  );
  return new Table({
    rows: [...heads, ...rows],
    width: { size: pageWidth, type: WidthType.DXA },
    columnWidths: wanted.map((characters) => Math.round((pageWidth * characters) / all)),
    layout: TableLayoutType.FIXED,
    borders: {
      ...{ top: none, bottom: none, left: none, right: none },
      ...{ insideHorizontal: none, insideVertical: none },
    },
  });
}

const aligns = {
  left: AlignmentType.LEFT,
  centre: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const;

interface Look {
  readonly bold: boolean;
  readonly top: typeof none | typeof thick;
  readonly bottom: typeof none | typeof thin | typeof thick;
}

function wordCell({ cell }: PlacedCell, { bold, top, bottom }: Look): WordCell {
  const { text, align, columnSpan, rowSpan } = cell;
  return new WordCell({
    columnSpan,
    rowSpan,
    verticalAlign: bold ? VerticalAlignTable.BOTTOM : VerticalAlignTable.TOP,
    margins: { top: 20, bottom: 20, left: 60, right: 60 },
    borders: { top, bottom, left: none, right: none },
    children: [
      new Paragraph({ alignment: aligns[align], children: [new TextRun({ text, bold })] }),
    ],
  });
}

/** The document without the moment of its making, which the library writes. */
function withoutTimes(archive: Uint8Array): Uint8Array {
  const parts = unzipSync(archive);
  const core = 'docProps/core.xml';
  const dated = /(?<=<dcterms:\w+ xsi:type="dcterms:W3CDTF">)[^<]*/g;
  const times = strFromU8(parts[core]).replaceAll(dated, '1980-01-01T00:00:00Z');
  return zipSync({ ...parts, [core]: strToU8(times) }, { mtime: new Date(1980, 0, 1), level: 6 });
}
