import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import { afterAll, expect, test } from 'vitest';
import type { TableDocument } from '#contract/evaluation/table-document.ts';
import { temporaryFolder } from '../../testing/engine-client.ts';
import {
  exampleBalance,
  exampleModel,
  exampleResult,
  fullResult,
} from '../../testing/example-study.ts';
import { figureFile } from './figures/figure-file.ts';
import { publishedDocuments } from './published/published-documents.ts';
import { readPublishedTables } from './published/published-tables.ts';
import { delongDocument } from './tables/documents/comparisons.ts';
import { table2Document } from './tables/documents/table2.ts';
import { columnCount, placed, spread } from './tables/writers/grid.ts';
import { latexDocument } from './tables/writers/latex-document.ts';
import { tableDocx } from './tables/writers/table-docx.ts';
import { tableLatex } from './tables/writers/table-latex.ts';
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

const tex = ['/usr/bin/pdflatex', '/usr/bin/pdftotext'] as const;
const texPackages = '/usr/share/texlive/texmf-dist/tex/latex/threeparttable';

// Seen with Debian's TeX Live 2022.
test.skipIf(![...tex, texPackages].every((path) => existsSync(path)))(
  'pdfLaTeX prints every sign of a table and of awkward names, and no line is too long',
  async () => {
    const names = [
      ...['A&B_50%', 'x^2', '{}', '#1 ~tilde', 'back\\slash', 'Größe ß', 'é ñ ř ł Ş', '<b>&amp;'],
      ...['[opt] $x_1$', '*star --dash--', 'a|b', 'q? !', 'm − 1 ± 2 ≤ 3'],
    ];
    const result = exampleResult(names.map((name) => exampleModel({ name }, 0.8)));
    const tables = [
      ['table1', table1],
      ['table2', table2],
      ['names', table2Document(result)],
      ['pairs', delongDocument(result)],
    ] as const;
    const home = join(folder.path, 'tex');
    mkdirSync(home);
    for (const [name, document] of tables) {
      writeFileSync(join(home, `${name}.tex`), tableLatex(document));
    }
    writeFileSync(join(home, 'tables.tex'), latexDocument(tables));
    const [latex, totext] = tex;
    const run = promisify(execFile);
    await run(latex, ['-interaction=nonstopmode', '-halt-on-error', 'tables.tex'], { cwd: home });
    const log = readFileSync(join(home, 'tables.log'), 'latin1');
    expect(log.match(/^(Overfull \\hbox \([1-9].*|Missing character.*)$/gm)).toBeNull();
    await run(totext, ['-layout', 'tables.pdf'], { cwd: home });
    // A PDF has no spaces but distances, and superscripts are raised letters.
    const signsOf = (text: string) => text.normalize('NFKC').replaceAll(/\s+/g, '');
    const found = signsOf(readFileSync(join(home, 'tables.txt'), 'utf8'));
    for (const text of [...names, ...printed(table1).flat(), ...printed(table2).flat()]) {
      expect(found).toContain(signsOf(text));
    }
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
