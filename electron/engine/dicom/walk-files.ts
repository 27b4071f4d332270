import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** Files that systems leave beside data. */
const systemFiles: ReadonlySet<string> = new Set(['thumbs.db', 'desktop.ini', '__macosx']);

export interface FoundFile {
  readonly path: string;
  readonly bytes: number;
}

/**
 * Every regular file under the given files and folders, each once, in a stable order. Hidden and
 * system files are left out unless named; links are followed, but no folder is entered twice.
 *
 * @param onUnreadable Told of every path that could not be looked into.
 */
export async function* walkFiles(
  paths: readonly string[],
  onUnreadable: (path: string) => void,
): AsyncGenerator<FoundFile> {
  const seen = new Set<string>();
  const pending = [...paths].reverse();
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    try {
      const real = await realpath(path);
      if (seen.has(real)) continue;
      seen.add(real);
      const facts = await stat(real);
      if (facts.isDirectory()) pending.push(...(await children(path)));
      else if (facts.isFile()) yield { path, bytes: facts.size };
    } catch {
      onUnreadable(path);
    }
  }
}

/** Last name first, since they go onto a stack. */
async function children(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter(isWanted).map(({ name }) => name);
  return names
    .sort()
    .reverse()
    .map((name) => join(folder, name));
}

function isWanted({ name }: Dirent): boolean {
  return !basename(name).startsWith('.') && !systemFiles.has(name.toLowerCase());
}
