import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Reference data too large for the repository; NODEWISE_SHARED names their folder. */
const root = resolve(
  process.env['NODEWISE_SHARED'] ?? resolve(import.meta.dirname, '../../../shared'),
);

/** Path of a reference file or folder, or `undefined` where it is absent, so that a test skips. */
export function sharedFile(path: string): string | undefined {
  const full = resolve(root, path);
  return existsSync(full) ? full : undefined;
}
