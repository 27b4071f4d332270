/**
 * `npm run look`: opens tables and figures in LibreOffice as a person would, and lays what it shows
 * as pictures into `.cache/look/`. Without a folder they are the published tables; with one, every
 * DOCX, XLSX and PDF in it.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { publishedDocuments } from '#engine/report/published/published-documents.ts';
import { readPublishedTables } from '#engine/report/published/published-tables.ts';
import { tableDocx } from '#engine/report/tables/writers/table-docx.ts';
import { tableXlsx } from '#engine/report/tables/writers/table-xlsx.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, '.cache', 'look');
const tools = { office: '/usr/bin/soffice', pictures: '/usr/bin/pdftoppm' } as const;

for (const [what, path] of Object.entries(tools)) {
  if (!existsSync(path)) {
    console.log(`Skipped: ${path} is not here (${what}). Install LibreOffice and poppler-utils.`);
    process.exit(0);
  }
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const [folder] = process.argv.slice(2);
const files = folder ? filesBelow(folder) : await publishedFiles();
const pdfs = files.map((file) => (file.endsWith('.pdf') ? file : asPdf(file)));
for (const pdf of pdfs) {
  const picture = join(out, basename(pdf, '.pdf'));
  execFileSync(tools.pictures, ['-r', '100', '-png', pdf, picture]);
}
for (const name of readdirSync(out).filter((file) => file.endsWith('.png'))) {
  console.log(join(out, name));
}

function filesBelow(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(docx|xlsx|pdf)$/.test(name))
    .map((name) => join(path, name));
}

async function publishedFiles(): Promise<string[]> {
  const tables = readPublishedTables(join(root, 'resources'));
  const { table1, table2, table3 } = publishedDocuments(tables);
  const documents = [table1, table2, table3];
  const made = { 'published.docx': tableDocx, 'published.xlsx': tableXlsx } as const;
  return Promise.all(
    Object.entries(made).map(async ([name, write]) => {
      const path = join(out, name);
      writeFileSync(path, await write(documents));
      return path;
    }),
  );
}

/** What LibreOffice prints of a file. */
function asPdf(path: string): string {
  const name = `${basename(path).replace('.', '-')}.pdf`;
  const converted = join(out, basename(path).replace(/\w+$/, 'pdf'));
  execFileSync(tools.office, [
    `-env:UserInstallation=${pathToFileURL(join(out, 'profile')).href}`,
    ...['--headless', '--convert-to', 'pdf', '--outdir', out, path],
  ]);
  const named = join(out, name);
  renameSync(converted, named);
  return named;
}
