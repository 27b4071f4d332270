import { basename, relative, sep } from 'node:path';
import type { Flag, RefusalCode } from '#contract/flags.ts';
import type { ImportReport } from '#contract/procedures/imports.ts';

/** Files named for each reason; the rest is counted. */
const namedFiles = 20;

export interface Refused {
  readonly reason: RefusalCode;
  readonly path: string;
  readonly detail: string;
}

/** The report with more refused files, gathered by reason and named relative to the sources. */
export function withRefused(
  report: ImportReport,
  refused: readonly Refused[],
  roots: readonly string[],
): ImportReport {
  const lines = new Map(report.refused.map((line) => [line.reason, { ...line }]));
  for (const { reason, path, detail } of refused) {
    const line = lines.get(reason) ?? { reason, count: 0, files: [], detail };
    const files =
      line.files.length < namedFiles ? [...line.files, nameOf(path, roots)] : line.files;
    lines.set(reason, { ...line, files, count: line.count + 1 });
  }
  return { ...report, refused: [...lines.values()] };
}

export function withImported(
  report: ImportReport,
  item: { caseId: string; code: string; slices: number; flags: Flag[] },
): ImportReport {
  return { ...report, imported: [...report.imported, item] };
}

/** A path as the person who chose the folder knows it, with `/` on every system. */
function nameOf(path: string, roots: readonly string[]): string {
  const root = roots.find((folder) => path.startsWith(folder + sep));
  const name = root === undefined ? basename(path) : relative(root, path);
  return name.split(sep).join('/');
}

/** Facts of a refusal as one short line, e.g. "bytes 512, expected 524288". */
export function detailOf(facts: Readonly<Record<string, string | number>>): string {
  return Object.entries(facts)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
