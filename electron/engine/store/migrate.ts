import { AppError } from '#contract/errors.ts';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from './database.ts';

/** One forward step of the schema; its version is its place in the list, from 1. */
export interface Migration {
  readonly version: number;
  readonly sql: string;
}

/** Reads `0001-name.sql`, `0002-name.sql`, … and insists that none is missing or doubled. */
export function readMigrations(folder = new URL('./migrations/', import.meta.url)): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  return names.map((name, index) => {
    const version = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1]);
    if (version !== index + 1) {
      throw new RangeError(`migration ${index + 1} expected, found ${name}`);
    }
    return { version, sql: readFileSync(new URL(name, folder), 'utf8') };
  });
}

export function schemaVersion(db: Db): number {
  return db.pragma('user_version', { simple: true }) as number;
}

/**
 * Brings the schema forward, each migration in its own transaction, after a copy of a library
 * that already holds data has been laid into `backupFolder`.
 *
 * @throws AppError library-too-new for a library of a later version of the program.
 */
export function migrate(db: Db, migrations: readonly Migration[], backupFolder: string): void {
  const found = schemaVersion(db);
  if (found > migrations.length) {
    throw new AppError('library-too-new', { found, known: migrations.length });
  }
  const pending = migrations.filter(({ version }) => version > found);
  if (pending.length > 0 && found > 0) backupBefore(db, found, backupFolder);
  for (const { version, sql } of pending) {
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${version}`);
    })();
  }
}

function backupBefore(db: Db, version: number, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `before-schema-${version + 1}.db`);
  // A migration that failed half-way through the list leaves its first copy in place.
  if (!existsSync(path)) db.prepare('vacuum into ?').run(path);
}
