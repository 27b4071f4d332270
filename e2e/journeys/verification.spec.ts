import { readFile } from 'node:fs/promises';
import { expect, test } from '../app-test.ts';
import { StartPage } from '../pages/start-page.ts';
import { people } from '../study-library.ts';

test.use({ startsFrom: 'study' });

test('a person verifies the installation by keyboard, reads the result and keeps it', async ({
  app,
  window,
}) => {
  await new StartPage(window).signIn(people.annotator);
  await window.getByRole('link', { name: 'Settings' }).press('Enter');
  await window.getByRole('tab', { name: 'People' }).focus();
  // The tabs of settings stand in a column; arrows move between them.
  for (let n = 0; n < 9; n += 1) {
    if (await window.getByRole('tab', { name: 'Verification', selected: true }).isVisible()) break;
    await window.keyboard.press('ArrowDown');
  }
  await expect(window.getByText('Not verified yet')).toBeVisible();
  await window.keyboard.press('Tab');
  const verify = window.getByRole('button', { name: 'Verify this installation' });
  await expect(verify).toBeFocused();
  await window.keyboard.press('Enter');

  const verdict = window.getByRole('status').filter({ hasText: 'claimed values' });
  await expect(verdict).toContainText('Passed', { timeout: 90_000 });
  const digital = window
    .getByRole('table', { name: 'Values by part' })
    .getByRole('row', { name: 'Digital phantom' });
  await expect(digital.getByRole('cell')).toHaveText(['Digital phantom', '367', '367', '0', '115']);

  await window.keyboard.press('/');
  await window.keyboard.type('digital YEKZ');
  await expect(window.getByRole('status', { name: 'Values shown' })).toHaveText(/^1 of/);
  const volume = window.getByRole('row').filter({ hasText: 'YEKZ' });
  await expect(volume).toContainText('592');
  await expect(volume).toContainText('Passed');

  const [download] = await Promise.all([
    window.waitForEvent('download'),
    window.getByRole('button', { name: 'Save certificate' }).press('Enter'),
  ]);
  const saved = JSON.parse(await readFile(await download.path(), 'utf8')) as {
    settingsHash: string;
  };
  await expect(window.getByText(saved.settingsHash)).toBeVisible();
  expect(app.console()).toEqual([]);
});
