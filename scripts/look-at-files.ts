/**
 * `npm run look`: opens tables and figures in LibreOffice as a person would, prints those of LaTeX, and
 * lays what it shows as pictures into `.cache/look/`. Without a folder they are the published tables;
 * with one, every DOCX, XLSX and PDF in it, and its `tables.tex`.
 */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { publishedDocuments } from '#engine/report/published/published-documents.ts';
import { readPublishedTables } from '#engine/report/published/published-tables.ts';
import { latexDocument } from '#engine/report/tables/writers/latex-document.ts';
import { tableDocx } from '#engine/report/tables/writers/table-docx.ts';
import { tableLatex } from '#engine/report/tables/writers/table-latex.ts';
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
const pdfs = files.flatMap((file) => {
  if (file.endsWith('.pdf')) return [file];
  return file.endsWith('.tex') ? typeset(file) : [asPdf(file)];
});
for (const pdf of pdfs) {
  const picture = join(out, basename(pdf, '.pdf'));
  execFileSync(tools.pictures, ['-r', '100', '-png', pdf, picture]);
}
for (const name of readdirSync(out).filter((file) => file.endsWith('.png'))) {
  console.log(join(out, name));
}

function filesBelow(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(docx|xlsx|pdf)$|(^|[/\\])tables\.tex$/.test(name))
    .map((name) => join(path, name));
}

async function publishedFiles(): Promise<string[]> {
  const tables = readPublishedTables(join(root, 'resources'));
  const { table1, table2, table3 } = publishedDocuments(tables);
  const documents = [table1, table2, table3];
  const named = [
    ['table1', table1],
    ['table2', table2],
    ['table3', table3],
  ] as const;
  for (const [name, document] of named) {
    writeFileSync(join(out, `${name}.tex`), tableLatex(document));
  }
  const made = {
    'published.docx': await tableDocx(documents),
    'published.xlsx': await tableXlsx(documents),
    'tables.tex': latexDocument(named),
  };
  return Object.entries(made).map(([name, content]) => {
    const path = join(out, name);
    writeFileSync(path, content);
    return path;
  });
}

/** What LaTeX prints of a file, by the program that its first line asks for; nothing without TeX. */
function typeset(path: string): string[] {
  const [, program = 'pdflatex'] = /^% !TeX program = (\w+)/.exec(readFileSync(path, 'utf8')) ?? [];
  const executable = `/usr/bin/${program}`;
  if (!existsSync(executable)) {
    console.log(`Skipped: ${executable} is not here (LaTeX). Install TeX Live.`);
    return [];
  }
  const named = `${basename(path, '.tex')}-tex`;
  execFileSync(
    executable,
    [
      '-interaction=nonstopmode',
      '-halt-on-error',
      `-output-directory=${out}`,
      `-jobname=${named}`,
      basename(path),
    ],
    { cwd: dirname(path), stdio: ['ignore', 'ignore', 'inherit'] },
  );
  return [join(out, `${named}.pdf`)];
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
