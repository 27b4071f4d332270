import { expect, test } from '../app-test.ts';
import { openApp } from '../open-app.ts';
import { DeskPage } from '../pages/desk-page.ts';
import { StartPage } from '../pages/start-page.ts';
import { WorklistPage } from '../pages/worklist-page.ts';
import { people } from '../study-library.ts';

test.use({ startsFrom: 'study' });

test('edits go on while a killed engine restarts, and none is lost', async ({ app, window }) => {
  await new StartPage(window).signIn(people.annotator);
  await new WorklistPage(app).openDesk('P-0001');
  const desk = new DeskPage(window);
  await desk.ready();
  await window.keyboard.press('b');
  await desk.stroke([0.4, 0.5], [0.45, 0.55]);
  await desk.expectSaved();

  process.kill(await app.enginePid(), 'SIGKILL');
  await desk.stroke([0.55, 0.5], [0.6, 0.55]);
  await expect(desk.steps).toHaveCount(3);
  const seen = await desk.volumeMm3();
  await expect(window.getByRole('alert').filter({ hasText: 'The engine stopped' })).toBeHidden();
  await desk.expectSaved();

  await window.reload();
  await desk.ready();
  await expect(desk.steps).toHaveCount(3);
  expect(await desk.volumeMm3()).toBe(seen);
});

test('after a power cut the mask is exactly what was on the screen', async ({
  app,
  window,
  libraryDir,
  host,
}, testInfo) => {
  await new StartPage(window).signIn(people.annotator);
  await new WorklistPage(app).openDesk('P-0001');
  const desk = new DeskPage(window);
  await desk.ready();
  await window.keyboard.press('b');
  await desk.stroke([0.4, 0.5], [0.45, 0.55]);
  await desk.stroke([0.55, 0.5], [0.6, 0.55]);
  await window.keyboard.press('z');
  await desk.expectSaved();
  const seen = await desk.volumeMm3();
  process.kill(await app.enginePid(), 'SIGKILL');
  await app.close();

  const again = await openApp(host, { libraryDir, profileDir: testInfo.outputPath('again') });
  try {
    await new StartPage(again.window).signIn(people.annotator);
    await new WorklistPage(again).openDesk('P-0001');
    const reopened = new DeskPage(again.window);
    await reopened.ready();
    expect(await reopened.volumeMm3()).toBe(seen);
    // The undone stroke can still be redone: the history survived, too.
    await again.window.keyboard.press('y');
    await expect.poll(() => reopened.volumeMm3()).toBeGreaterThan(seen);
  } finally {
    await again.close();
  }
});
