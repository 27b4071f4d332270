import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '#contract/errors.ts';
import { keepers } from '#contract/people.ts';
import { jsonReply, type BulkRoute } from '#engine/rpc/bulk.ts';

/** Largest single file; a multi-frame CT of 2000 slices has about 1 GB. */
const maxFileBytes = 2 ** 31 - 1;
const maxNameLength = 1000;
const uploadId = /^[0-9a-f-]{36}$/;

/** Files that a browser sends up, kept until their import has read them. */
export interface Uploads {
  open(): string;
  /** @throws AppError not-found for an upload that was never opened, or is used up. */
  readonly folder: (id: string) => string;
  route: BulkRoute;
}

/** @param root Folder of all uploads; emptied here, since no upload outlives its engine. */
export function uploads(root: string): Uploads {
  rmSync(root, { recursive: true, force: true });
  const folder = (id: string): string => {
    const path = join(root, id);
    if (!uploadId.test(id) || !existsSync(path)) {
      throw new AppError('not-found', { what: 'upload', id });
    }
    return path;
  };
  return {
    open: () => {
      const id = randomUUID();
      mkdirSync(join(root, id), { recursive: true });
      return id;
    },
    folder,
    route: {
      method: 'POST',
      path: /^\/data\/uploads\/([^/]+)$/,
      maxBody: maxFileBytes,
      handle: async ({ person, groups: [id], query, body }) => {
        if (!keepers.some((role) => role === person.role)) {
          throw new AppError('not-allowed', { procedure: 'import.openUpload', role: person.role });
        }
        const path = join(folder(id), ...safeParts(query.get('name') ?? ''));
        await mkdir(dirname(path), { recursive: true });
        // An import that starts meanwhile must not read half a file.
        await writeFile(`${path}.part`, body);
        await rename(`${path}.part`, path);
        return jsonReply({ bytes: body.length });
      },
    },
  };
}

/**
 * The parts of a relative path that stays inside its folder on every system.
 *
 * @throws AppError invalid-input for anything else.
 */
export function safeParts(name: string): string[] {
  const parts = name.split('/');
  const safe = name.length <= maxNameLength && parts.every(isSafe);
  if (safe) return parts;
  const message = 'a relative path without "..", "\\", ":" or control characters';
  throw new AppError('invalid-input', { issues: [{ path: 'name', message }] });
}

function isSafe(part: string): boolean {
  if (part === '' || part === '.' || part === '..') return false;
  return [...part].every((letter) => letter >= ' ' && letter !== '\\' && letter !== ':');
}
