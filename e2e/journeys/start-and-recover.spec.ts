import { expect, test } from '../app-test.ts';

test('the workstation opens on its start screen', async ({ window, app }) => {
  await expect(window).toHaveTitle('Nodewise');
  await expect(window.getByRole('button', { name: /demo/i })).toBeVisible();
  await expect(window.getByText('Research use only').first()).toBeVisible();
  expect(app.console()).toEqual([]);
});

test('a killed engine is announced and comes back by itself', async ({ window, app }) => {
  await expect(window.getByRole('button', { name: /demo/i })).toBeVisible();
  const killed = await app.enginePid();
  const banner = window.getByRole('alert').filter({ hasText: 'The engine stopped' });

  const announced = expect(banner).toBeVisible();
  process.kill(killed, 'SIGKILL');
  await announced;
  await expect(banner).toBeHidden();
  expect(await app.enginePid()).not.toBe(killed);

  // What is shown now was asked of the new engine.
  await window.reload();
  await expect(window.getByRole('button', { name: /demo/i })).toBeVisible();
});
