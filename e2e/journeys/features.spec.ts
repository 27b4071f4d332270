import { expect, test } from '../app-test.ts';
import { StartPage } from '../pages/start-page.ts';
import { WorklistPage } from '../pages/worklist-page.ts';
import { people } from '../study-library.ts';

test.use({ startsFrom: 'study' });

test('the features of a case are computed, found by IBSI code and explained', async ({
  app,
  window,
}) => {
  await new StartPage(window).signIn(people.clinician);
  const worklist = new WorklistPage(app);
  await worklist.showDetails('P-0001');
  await worklist.details.getByRole('link', { name: 'Features' }).click();
  await window.getByRole('button', { name: 'Compute the features' }).click();
  const status = window.getByRole('contentinfo', { name: 'Status line' });
  await expect(status).toContainText('1364', { timeout: 60_000 });

  await window.keyboard.press('/');
  await window.keyboard.type('RNU0');
  const row = window.getByRole('row').filter({ hasText: 'RNU0' });
  await expect(row).toHaveCount(1);
  await row.getByText('MeshVolume').click();
  await expect(window.getByRole('heading', { name: 'In the cohort' })).toBeVisible();
  await expect(window.getByText('original_shape_MeshVolume')).toBeVisible();
  expect(app.console()).toEqual([]);
});
