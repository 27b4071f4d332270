import { join } from 'node:path';

/** Where the files of a synthetic patient lie. */
export function caseFiles(folder: string, index: number) {
  const name = join(folder, String(index).padStart(4, '0'));
  return { prepared: `${name}.case`, features: `${name}.json` };
}
