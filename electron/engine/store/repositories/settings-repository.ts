import type { Db } from '../database.ts';

/** Facts about the library itself. */
export type SettingKey =
  | 'demo'
  | 'name'
  | 'ibsi-certificate'
  | 'ibsi-reference'
  /** Seconds of the benchmark's step on a device. */
  | `benchmark-${string}`;

export interface SettingsRepository {
  get(key: SettingKey): string | undefined;
  set(key: SettingKey, value: string): void;
}

export function settingsRepository(db: Db): SettingsRepository {
  const get = db.prepare<{ key: string }, { value: string }>(
    'select value from settings where key = :key',
  );
  const set = db.prepare(`
    insert into settings (key, value) values (:key, :value)
    on conflict (key) do update set value = excluded.value
  `);
  return {
    get: (key) => get.get({ key })?.value,
    set: (key, value) => void set.run({ key, value }),
  };
}
