import { readFileSync } from 'node:fs';
import { fillStudyLibrary } from '../../electron/testing/study-library.ts';
import { expect, test as base } from '../app-test.ts';
import { CohortPage } from '../pages/cohort-page.ts';
import { ExperimentsPage } from '../pages/experiments-page.ts';
import { StartPage } from '../pages/start-page.ts';

/** A study in small: enough patients of each hospital to train, to select and to test. */
const test = base.extend({
  // Playwright reads which fixtures a fixture needs from this pattern; here it is none.
  // eslint-disable-next-line no-empty-pattern
  libraryDir: async ({}, use, testInfo) => {
    const folder = testInfo.outputPath('library');
    fillStudyLibrary(folder);
    await use(folder);
  },
});

test('a person plans, watches, pauses, resumes and cancels a run by keyboard, and reads its result', async ({
  app,
  window,
}) => {
  // Two cores train in seconds; a busy machine may take minutes.
  test.setTimeout(240_000);
  await new StartPage(window).signIn('Supervisor');
  const experiments = new ExperimentsPage(window);
  await experiments.open();
  await expect(window.getByText('No network was trained here yet')).toBeVisible();

  // The preset "quick", made as small as can be.
  await experiments.plan();
  await experiments.tabTo(experiments.form.getByRole('checkbox', { name: /^Also train/ }));
  await window.keyboard.press('Space');
  await experiments.type('Epochs', '6');
  await experiments.type('Batch, cases', 'many');
  await expect(experiments.form.getByText('A whole number, 2 to 64.')).toBeVisible();
  await expect(experiments.form.getByRole('button', { name: /^Start/ })).toBeDisabled();
  await experiments.type('Batch, cases', '4');
  await experiments.type('Width', '0.0625');
  await experiments.type('Input edge, mm', '32');
  // The first estimate of a library measures the device.
  await expect(experiments.form.getByText('Fits into the memory')).toBeVisible({ timeout: 60_000 });
  await window.keyboard.press('ControlOrMeta+Enter');

  await expect(experiments.form).toBeHidden();
  await expect(
    experiments.list.getByRole('link', { name: 'ResNet-18, scratch, concat' }),
  ).toHaveCount(1);
  await expect(experiments.state).toContainText('Running');
  await expect(experiments.state).toContainText(/epoch [1-9] \/ 6/, { timeout: 60_000 });
  await expect(experiments.epoch).toHaveAttribute('aria-valuetext', /^Epoch \d+; AUC 0\.\d{3}/);

  await window.keyboard.press('p');
  await expect(experiments.state).toContainText('Paused');
  await window.keyboard.press('p');
  await expect(experiments.state).toContainText('Running');
  await window.keyboard.press('x');
  await expect(experiments.state).toContainText('Cancelled');
  await window.keyboard.press('p');

  await expect(experiments.state).toContainText('Done', { timeout: 90_000 });
  const test1 = experiments.result.getByRole('row', { name: /^Test 1/ });
  await expect(test1).toContainText(/\d\.\d{3}/);
  await expect(window.getByText(/Internal validation selected the epoch/)).toBeVisible();
  await expect(experiments.log).toContainText('Done.');
  await expect(experiments.predictions.getByRole('row')).toHaveCount(1 + 24);

  await window.getByRole('button', { name: 'Keep as model' }).press('Enter');
  await expect(experiments.keepForm.getByRole('textbox')).toBeFocused();
  const saved = window.waitForEvent('download');
  await experiments.tabTo(experiments.keepForm.getByRole('button', { name: 'Save as ONNX' }));
  await window.keyboard.press('Enter');
  const onnx = await saved;
  expect(onnx.suggestedFilename()).toBe('ResNet-18-scratch-concat.onnx');
  // The first field of a model: the version of its intermediate representation.
  const bytes = readFileSync(await onnx.path());
  expect([...bytes.subarray(0, 1)]).toEqual([0x08]);
  await expect(window.getByText('Any ONNX Runtime runs it.')).toBeVisible();
  await experiments.tabTo(experiments.keepForm.getByRole('button', { name: 'Keep', exact: true }));
  await window.keyboard.press('Enter');
  await expect(experiments.keepForm).toBeHidden();

  await experiments.list.getByRole('link', { name: /^Experiment 1/ }).press('Enter');
  const beside = experiments.sideBySide.getByRole('row');
  await expect(beside.filter({ hasText: 'Radiomics alone' })).toContainText(/\d\.\d{3}/);
  await expect(beside.filter({ hasText: 'ResNet-18, scratch, concat' })).toContainText('Done');
  expect(app.console()).toEqual([]);
});

test('an experiment takes the sets of a locked cohort', async ({ app, window }) => {
  await new StartPage(window).signIn('Supervisor');
  const cohort = new CohortPage(window);
  await cohort.open();
  await window.getByRole('button', { name: 'Begin with the study’s rules' }).press('Enter');
  await cohort.expectCount('Included', 24);
  await window.keyboard.press('s');
  await window.getByRole('button', { name: 'Lock this cohort' }).press('Enter');
  await expect(window.getByText(/^Locked .* by Supervisor/)).toBeVisible();

  const experiments = new ExperimentsPage(window);
  await experiments.open();
  await experiments.plan();
  // Back from the first preset, where the form begins, to the field above it.
  await window.keyboard.press('Shift+Tab');
  const sets = experiments.form.getByRole('combobox', { name: 'Sets' });
  await expect(sets).toBeFocused();
  await expect(sets).toHaveValue('Drawn now');
  await window.keyboard.press('ArrowDown');
  await window.keyboard.press('ArrowDown');
  await window.keyboard.press('Enter');
  await expect(sets).toHaveValue('Cohort 1 (locked cohort)');
  await window.keyboard.press('ControlOrMeta+Enter');
  await expect(experiments.form).toBeHidden();
  await expect(experiments.state).toContainText(/Running|Waiting|Queued/);
  await window.keyboard.press('x');
  await expect(experiments.state).toContainText('Cancelled');
  await experiments.list.getByRole('link', { name: /^Experiment 1/ }).press('Enter');
  await expect(window.getByText('sets of the locked cohort “Cohort 1”')).toBeVisible();
  expect(app.console()).toEqual([]);
});
