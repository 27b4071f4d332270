import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { AppError } from '#contract/errors.ts';

export interface FolderView {
  readonly path: string;
  readonly parent: string | null;
  readonly folders: string[];
  /** Number of files in it. */
  readonly files: number;
}

/** What lies in a folder of this machine; hidden folders are left out. */
export async function browseFolder(wanted: string | undefined): Promise<FolderView> {
  const path = resolve(wanted ?? homedir());
  const entries = await readdir(path, { withFileTypes: true }).catch(() => {
    throw new AppError('not-found', { what: 'folder', id: path });
  });
  const visible = entries.filter(({ name }) => !name.startsWith('.'));
  const parent = dirname(path);
  return {
    path,
    parent: parent === path ? null : parent,
    folders: visible
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort(),
    files: visible.filter((entry) => entry.isFile()).length,
  };
}
