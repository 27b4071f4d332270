import { expect, test } from '../app-test.ts';
import { DeskPage } from '../pages/desk-page.ts';
import { StartPage } from '../pages/start-page.ts';
import { WorklistPage } from '../pages/worklist-page.ts';
import { people } from '../study-library.ts';

test.use({ startsFrom: 'study' });

test('an annotator sees neither pathology, nor risk, nor another reader’s mask', async ({
  app,
  window,
}) => {
  const start = new StartPage(window);
  const worklist = new WorklistPage(app);
  await start.signIn(people.other);
  await worklist.openDesk('P-0001');
  const desk = new DeskPage(window);
  await desk.ready();
  await window.keyboard.press('b');
  await desk.stroke([0.4, 0.5], [0.5, 0.55]);
  await desk.expectSaved();
  await desk.done();
  await start.signOut(people.other);

  await start.signIn(people.annotator);
  await expect(window.getByText('Blinded')).toBeVisible();
  await window.getByRole('link', { name: 'Cases' }).click();
  await expect(worklist.row('P-0001')).toContainText('Segmented');
  await worklist.showDetails('P-0001');
  await expect(worklist.details).toContainText('Clinical record');
  await expect(worklist.details).not.toContainText(people.other);
  await expect(worklist.details).not.toContainText(/pN[+-]/);
  await expect(worklist.details.getByRole('link', { name: 'Risk' })).toHaveCount(0);

  await window.evaluate(() => {
    document.location.hash = document.location.hash.replace(/^#\/\w+/, '#/risk');
  });
  await expect(window.getByTestId('probability')).toHaveCount(0);
});

test('a supervisor sees the outcome that the annotator does not', async ({ app, window }) => {
  await new StartPage(window).signIn(people.supervisor);
  const worklist = new WorklistPage(app);
  await worklist.showDetails('P-0001');
  await expect(worklist.details).toContainText(/pN[+-]/);
});
