import { execFile } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import { afterAll, expect, test } from 'vitest';
import type { TableDocument } from '#contract/evaluation/table-document.ts';
import { temporaryFolder } from '../../testing/engine-client.ts';
import { exampleBalance, fullResult } from '../../testing/example-study.ts';
import { figureFile } from './figures/figure-file.ts';
import { publishedDocuments } from './published/published-documents.ts';
import { readPublishedTables } from './published/published-tables.ts';
import { columnCount, placed, spread } from './tables/writers/grid.ts';
import { tableDocx } from './tables/writers/table-docx.ts';
import { tableXlsx } from './tables/writers/table-xlsx.ts';

// Seen with Debian's LibreOffice 7.4.7, whose parts are packages of their own.
const soffice = '/usr/bin/soffice';
const has = (part: string) =>
  existsSync(soffice) && existsSync(join(dirname(realpathSync(soffice)), part));

const folder = temporaryFolder();
afterAll(folder.remove);

/** Opens the file in LibreOffice and answers what it saves it as. */
async function opened(name: string, bytes: Uint8Array, format: string): Promise<Buffer> {
  writeFileSync(join(folder.path, name), bytes);
  await promisify(execFile)(soffice, [
    // A profile of its own, since one of a person who has it open would refuse a second program.
    `-env:UserInstallation=${pathToFileURL(join(folder.path, 'profile')).href}`,
    ...['--headless', '--convert-to', format, '--outdir', folder.path, join(folder.path, name)],
  ]);
  const ending = format.split(':')[0];
  return readFileSync(join(folder.path, name.replace(/\w+$/, ending)));
}

const resources = fileURLToPath(new URL('../../../resources', import.meta.url));
const { table1, table2 } = publishedDocuments(readPublishedTables(resources));

function printed({ head, body }: TableDocument): string[][] {
  const rows = [...placed(head), ...placed(body)];
  return rows.map((row) => spread(row, columnCount(rows)).map((cell) => cell?.text ?? ''));
}

test.skipIf(!has('libsclo.so'))(
  'LibreOffice shows every number of a workbook as it is printed, to the glyph',
  async () => {
    for (const [name, document] of [
      ['table1.xlsx', table1],
      ['table2.xlsx', table2],
    ] as const) {
      // Comma, quote and UTF-8; cells as shown, not as stored.
      const csv = await opened(
        name,
        await tableXlsx([document]),
        'csv:Text - txt - csv (StarCalc):44,34,76',
      );
      const rows: string[][] = parse(csv);
      expect(rows.slice(1, -document.footnotes.length)).toEqual(printed(document));
    }
  },
  120_000,
);

test.skipIf(!has('libswlo.so'))(
  'LibreOffice reads every cell of a document, in order',
  async () => {
    const text = await opened('tables.docx', await tableDocx([table1, table2]), 'txt:Text');
    const lines = text.toString('utf8').replace('\ufeff', '').split(/\r?\n/);
    const wanted = [table1, table2].flatMap((document) => [
      document.title,
      ...printed(document).flat(),
      ...document.footnotes,
    ]);
    const filled = (texts: readonly string[]) => texts.filter((line) => line.trim() !== '');
    expect(filled(lines)).toEqual(filled(wanted));
  },
  120_000,
);

test.skipIf(!has('libpdfimportlo.so'))(
  'LibreOffice opens a figure as PDF',
  async () => {
    const data = { result: fullResult(), flow: null, balance: exampleBalance() };
    const pdf = await figureFile('roc-networks', data, 'pdf');
    const png = await opened('roc.pdf', pdf, 'png');
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    // As wide as high, and as the page.
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
    expect(width / height).toBeCloseTo(180 / 97, 0);
  },
  120_000,
);
