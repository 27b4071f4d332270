import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '../../testing/engine-client.ts';
import { openStore, type Store } from './store.ts';
import { whileUnchanged } from './while-unchanged.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
beforeEach(() => {
  folder = temporaryFolder();
  store = openStore(folder.path);
});
afterEach(() => {
  store.close();
  folder.remove();
});

/** A new array for every time that the library is really read. */
const settings = whileUnchanged(({ db }) => db.prepare('select key, value from settings').all());

test('what was read is kept until a row is added, changed or deleted', () => {
  const first = settings(store);
  expect(settings(store)).toBe(first);
  store.settings.set('name', '1');
  const added = settings(store);
  expect(added).toHaveLength(first.length + 1);
  expect(settings(store)).toBe(added);
  store.settings.set('name', '2');
  expect(settings(store)).toContainEqual({ key: 'name', value: '2' });
  store.db.exec('delete from settings');
  expect(settings(store)).toEqual([]);
});

test('what a transaction wrote and undid is not remembered', () => {
  const before = settings(store);
  const undone = () =>
    store.transaction(() => {
      store.settings.set('name', '1');
      expect(settings(store)).toHaveLength(before.length + 1);
      throw new Error('undone');
    });
  expect(undone).toThrow('undone');
  expect(settings(store)).toEqual(before);
});

test('each library has its own', () => {
  const other = temporaryFolder();
  const second = openStore(other.path);
  store.settings.set('name', 'First');
  expect(settings(store)).toHaveLength(settings(second).length + 1);
  second.close();
  other.remove();
});
