import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';

/** Nobody should wait for a clone because of one file. */
const limitBytes = 5 * 1024 * 1024;

/** Files of the repository, tracked or about to be, that are larger than 5 MB. */
export function largeFiles(root: string): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((path) => path !== '' && sizeOf(join(root, path)) > limitBytes);
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
