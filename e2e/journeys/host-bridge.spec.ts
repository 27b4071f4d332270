import type { HostBridge } from '../../electron/contract/host.ts';
import { expect, test } from '../app-test.ts';

test('native dialogs answer what the person chose, or nothing', async ({ window, app }) => {
  test.skip(app.host === 'browser', 'a browser has no native dialogs');
  const ask = (which: 'chooseFolder' | 'chooseFiles' | 'chooseSaveFolder') =>
    window.evaluate(async (name): Promise<unknown> => {
      const bridge = Reflect.get(globalThis, 'nodewise') as HostBridge;
      return bridge[name]();
    }, which);
  await app.chooseNext(['/data/ct']);
  expect(await ask('chooseFolder')).toBe('/data/ct');
  await app.chooseNext(['/data/a.dcm', '/data/b.dcm']);
  expect(await ask('chooseFiles')).toEqual(['/data/a.dcm', '/data/b.dcm']);
  await app.chooseNext([]);
  expect(await ask('chooseSaveFolder')).toBeNull();
});

test('files of the engine want a sign-in, in every host alike', async ({ window }) => {
  const answer = await window.evaluate(async () => {
    const reply = await fetch('/data/volumes/none');
    return { status: reply.status, body: (await reply.json()) as unknown };
  });
  expect(answer).toEqual({ status: 401, body: { code: 'sign-in-required', details: {} } });
});
