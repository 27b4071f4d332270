import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * SHA-256 over the names and contents of files, so that a build is skipped exactly when its
 * sources are the same. Folders are walked in name order; tests are no sources.
 */
export function sourceHash(root: string, paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths.flatMap((p) => [...sourceFiles(root, p)])) {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

function* sourceFiles(root: string, path: string): Generator<string> {
  if (statSync(join(root, path)).isFile()) {
    if (!/\.test\.tsx?$/.test(path)) yield path;
    return;
  }
  for (const name of readdirSync(join(root, path)).sort()) {
    if (name !== 'fixtures' && name !== 'testing') yield* sourceFiles(root, `${path}/${name}`);
  }
}
