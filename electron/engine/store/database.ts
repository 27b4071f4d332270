import Database from 'better-sqlite3';
import { AppError } from '#contract/errors.ts';
import { writeFailed } from '#contract/write-failed.ts';
import { join } from 'node:path';
import { makeFolder } from './make-folder.ts';
import { migrate, readMigrations } from './migrate.ts';

export type Db = Database.Database;

/** Milliseconds to wait for an engine that is just ending before saying "locked". */
const lockWaitMs = 2000;

/**
 * Opens the library's database: alone, durable, checked and of the newest schema.
 *
 * The exclusive locking mode makes the operating system's file lock the rule "one engine per
 * library"; it ends with the process, however that dies. `synchronous = FULL` makes a committed
 * edit survive a power cut.
 *
 * @throws AppError write-failed, library-locked, library-damaged or library-too-new.
 */
export function openDatabase(dataDir: string): Db {
  makeLibraryFolder(dataDir);
  const db = new Database(join(dataDir, 'library.db'), { timeout: lockWaitMs });
  try {
    db.pragma('locking_mode = exclusive');
    db.pragma('journal_mode = wal');
    db.pragma('synchronous = full');
    db.pragma('foreign_keys = on');
    // The lock is taken by the first write, not by the pragma.
    db.exec('begin immediate; commit');
    checkIntegrity(db);
    migrate(db, readMigrations(), join(dataDir, 'backups'));
    return db;
  } catch (error) {
    db.close();
    throw toAppError(error);
  }
}

function makeLibraryFolder(dataDir: string): void {
  try {
    makeFolder(dataDir);
  } catch (cause) {
    throw writeFailed('The library', cause);
  }
}

function checkIntegrity(db: Db): void {
  const [first] = db.pragma('quick_check(1)') as { quick_check: string }[];
  if (first?.quick_check !== 'ok') throw new AppError('library-damaged', { check: 'quick_check' });
  const orphans = db.pragma('foreign_key_check') as unknown[];
  if (orphans.length > 0) throw new AppError('library-damaged', { check: 'foreign_key_check' });
}

function toAppError(error: unknown): unknown {
  const code = error instanceof Database.SqliteError ? error.code : '';
  if (code.startsWith('SQLITE_BUSY')) return new AppError('library-locked', {}, { cause: error });
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
    return new AppError('library-damaged', { check: code }, { cause: error });
  }
  if (code === 'SQLITE_FULL') {
    return new AppError('write-failed', { what: 'The library', full: true }, { cause: error });
  }
  return error;
}
