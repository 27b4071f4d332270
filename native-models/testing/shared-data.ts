import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Reference data too large for the repository; NODEWISE_SHARED names its folder. */
const root = resolve(
  process.env['NODEWISE_SHARED'] ?? resolve(import.meta.dirname, '../../../shared'),
);

/** Path of a reference file, or `undefined` where the data are absent, so that a test can skip. */
export function sharedFile(path: string): string | undefined {
  const full = resolve(root, path);
  return existsSync(full) ? full : undefined;
}
