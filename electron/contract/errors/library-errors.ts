import type { SentencesOf } from './sentences-of.ts';
import { quoted } from './quoted.ts';

/** Failures of a library, its files and what is brought into it or taken out of it. */
export interface LibraryErrors {
  'nothing-to-import': { readonly files: number };
  'table-unreadable': {
    readonly file?: string;
    /** Null where the file as a whole cannot be read. */
    readonly line: number | null;
    readonly reason: string;
  };
  'library-locked': Record<string, never>;
  'library-damaged': { readonly check: string };
  'library-too-new': { readonly found: number; readonly known: number };
  'library-not-empty': { readonly cases: number };
  'disk-full': { readonly neededMb: number };
  /** `full`: there was no room for it. */
  'write-failed': { readonly what: string; readonly full?: boolean };
  /** A place for an export at which something lies that would be lost. */
  'folder-taken': { readonly folder: string };
  'audit-broken': { readonly entry: number };
}

export const librarySentences: SentencesOf<LibraryErrors> = {
  'nothing-to-import': ({ files }) =>
    files === 0
      ? 'The folder holds no files. Choose the folder with the DICOM files of the CT.'
      : `None of the ${files} files is a CT slice. The report lists why.`,
  'table-unreadable': ({ file, line, reason }) =>
    `${quoted(file, 'The table')} cannot be read${line === null ? '' : ` at line ${line}`}: ${reason}. Nothing was changed.`,
  'library-locked': () =>
    'This library is open in another Nodewise. Close that one, or choose another library.',
  'library-damaged': ({ check }) =>
    `The library's database failed its check (${check}). Restore the newest backup from its backups folder.`,
  'library-too-new': ({ found, known }) =>
    `This library was written by a newer Nodewise (schema ${found}, this one knows ${known}). Update the program; nothing was changed.`,
  'library-not-empty': ({ cases }) =>
    `The library already holds ${cases} cases. Use an empty one for the demo study.`,
  'disk-full': ({ neededMb }) =>
    `The disk is full: about ${neededMb} MB are needed. Free some space and run it again; what was imported stays.`,
  'write-failed': ({ what, full = false }) =>
    full
      ? `${what} could not be written: the disk is full. Free some space and run it again.`
      : `${what} could not be written. Check that the folder is there and its permissions.`,
  'folder-taken': ({ folder }) => `"${folder}" holds other or changed files. Choose a new folder.`,
  'audit-broken': ({ entry }) => `The audit log does not match its hashes from entry ${entry} on.`,
};
