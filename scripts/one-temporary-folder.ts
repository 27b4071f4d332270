import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder: string | undefined;

/** Before the tests: what any of them puts into the temporary folder lies in one that is theirs. */
export function setup(): void {
  folder = mkdtempSync(join(tmpdir(), 'nodewise-tests-'));
  // Processes that the tests start, and theirs, ask the environment.
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = folder;
}

/** After the tests, also failed ones: nothing of them stays. */
export function teardown(): void {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
