import type { Store } from './store.ts';

/**
 * A reading of the library that is made again only after something was written to it.
 *
 * SQLite counts every row that its connection inserts, updates or deletes, and a library is open to
 * one connection alone, so an equal count means equal rows. Inside of a transaction nothing is kept:
 * what is undone there is not counted again.
 *
 * @param read Depends on nothing but rows of the library.
 */
export function whileUnchanged<T>(read: (store: Store) => T): (store: Store) => T {
  const kept = new WeakMap<Store, { readonly changes: number; readonly value: T }>();
  return (store) => {
    if (store.db.inTransaction) return read(store);
    const changes = changesOf(store);
    const known = kept.get(store);
    if (known?.changes === changes) return known.value;
    const value = read(store);
    kept.set(store, { changes, value });
    return value;
  };
}

/** Rows written since the library was opened. */
function changesOf({ db }: Store): number {
  return db.prepare<[], number>('select total_changes()').pluck().get() ?? NaN;
}
