import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { zipSync } from 'fflate';
import { AppError } from '#contract/errors.ts';
import type { Person } from '#contract/people.ts';
import type { Store } from '#engine/store/store.ts';
import type { StudyFiles } from './study-input.ts';

/** Where an export goes: a new folder that was asked for, or the library's own as one archive. */
export type Place =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'archive'; readonly folder: string };

const archiveName = 'study.zip';

/** @throws AppError not-found for a directory that is not there. */
export function makePlace(store: Store, id: string, directory: string | undefined): Place {
  if (directory === undefined) return { kind: 'archive', folder: join(store.folders.exports, id) };
  const chosen = resolve(directory);
  if (!statSync(chosen, { throwIfNoEntry: false })?.isDirectory()) {
    throw new AppError('not-found', { what: 'folder', id: chosen });
  }
  const day = new Date().toISOString().slice(0, 10);
  return { kind: 'folder', path: join(chosen, `nodewise-study-${day}-${id.slice(0, 8)}`) };
}

interface Order {
  readonly id: string;
  readonly evaluationId: string;
  readonly place: Place;
  readonly person: Person;
}

/** Writes a folder of files, whole or not at all. */
export type WriteFolder = (folder: string, files: StudyFiles) => void;

/** Writes an export, whole or not at all, and remembers it. */
export function exportStudy(
  { store, writeFolder }: { readonly store: Store; readonly writeFolder: WriteFolder },
  { id, evaluationId, place, person }: Order,
  files: StudyFiles,
): string {
  const { folder, written } = write(place, files, writeFolder);
  store.transaction(() => {
    store.exports.add({ id, personId: person.id, kind: 'study', folder, files: written });
    const details = { kind: 'study', evaluationId };
    store.audit.append({ who: person, action: 'exported', subject: id, details });
  });
  return id;
}

function write(place: Place, files: StudyFiles, writeFolder: WriteFolder) {
  if (place.kind === 'folder') {
    writeFolder(place.path, files);
    const written = [...files].map(([name, bytes]) => ({ name, bytes: bytes.length }));
    return { folder: place.path, written };
  }
  const archive = studyArchive(files);
  writeFolder(place.folder, new Map([[archiveName, archive]]));
  return { folder: place.folder, written: [{ name: archiveName, bytes: archive.length }] };
}

/** The files as one ZIP, every part dated alike: the same files give the same bytes. */
export function studyArchive(files: StudyFiles): Uint8Array {
  return zipSync(Object.fromEntries(files), { mtime: new Date(1980, 0, 1), level: 6 });
}
