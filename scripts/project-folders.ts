import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The layer folders: those that the root configuration references and that hold shipped code. */
export function projectFolders(root: string): string[] {
  const text = readFileSync(join(root, 'tsconfig.json'), 'utf8');
  const { references } = JSON.parse(text) as { references: { path: string }[] };
  return references
    .map(({ path }) => path.replace(/^\.\//, ''))
    .filter((path) => !path.endsWith('.json') && path.includes('/'));
}
