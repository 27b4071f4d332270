import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { openEngine } from '#engine/engine.ts';
import { localClient } from '#engine/local-client.ts';
import { fillStudyLibrary } from '../../electron/testing/study-library.ts';
import { expect, test as base } from '../app-test.ts';
import { ResultsPage } from '../pages/results-page.ts';
import { StartPage } from '../pages/start-page.ts';

/** 24 patients of six hospitals with features; one cohort of them is locked. */
const test = base.extend({
  // Playwright reads which fixtures a fixture needs from this pattern; here it is none.
  // eslint-disable-next-line no-empty-pattern
  libraryDir: async ({}, use, testInfo) => {
    const folder = testInfo.outputPath('library');
    const { supervisor } = fillStudyLibrary(folder);
    const engine = await openEngine({ dataDir: folder });
    const client = localClient(engine);
    await client.call('session.signIn', { personId: supervisor.id });
    const made = await client.call('cohorts.create', { name: 'Study' });
    if (!made.ok) throw new Error(made.error.code);
    const locked = await client.call('cohorts.lock', { cohortId: made.value.id });
    if (!locked.ok) throw new Error(locked.error.code);
    client.close();
    await engine.close();
    await use(folder);
  },
});

test('a person fits the baselines, evaluates, reads tables, figures and tests, and exports', async ({
  app,
  window,
}) => {
  await new StartPage(window).signIn('Supervisor');
  const results = new ResultsPage(window);
  await results.open();
  await expect(window.getByText('No model of this cohort yet')).toBeVisible();
  await expect(results.evaluate).toBeDisabled();

  // Baselines learn from the training set alone and score the others.
  await window.getByRole('button', { name: 'Fit clinical baseline' }).press('Enter');
  await expect(results.models.getByRole('row', { name: /Clinical baseline/ })).toBeVisible();
  await window.getByRole('button', { name: 'Fit radiomics model' }).press('Enter');
  const radiomics = results.models.getByRole('row', { name: /Radiomics/ });
  await expect(radiomics.getByRole('cell', { name: '4 of 4' })).toHaveCount(3);

  // Models are taken in and left out by key.
  await results.models.getByRole('checkbox', { name: 'Radiomics' }).focus();
  await window.keyboard.press(' ');
  await expect(results.evaluate).toHaveText(/^Evaluate 1 model/);
  await window.keyboard.press('a');
  await expect(results.evaluate).toHaveText(/^Evaluate 2 models/);
  const level = window.getByRole('textbox', { name: 'Level, %' });
  await level.fill('100');
  await expect(results.evaluate).toBeDisabled();
  await level.fill('95');
  await window.keyboard.press('Control+Enter');

  // Features were made to tell pN+; the facts of all patients are the same.
  const judged = results.aucs.getByRole('row', { name: /^Radiomics/ });
  await expect(judged.getByRole('cell')).toContainText(['1.000', '1.000', '1.000', '1.000']);
  const unknowing = results.aucs.getByRole('row', { name: /^Clinical baseline/ });
  await expect(unknowing.getByRole('cell').first()).toContainText('0.500');
  await expect(window.getByText(/what is told of it is optimistic/)).toBeVisible();
  await expect(results.evaluations).toHaveCount(1);

  await window.keyboard.press('3');
  await expect(results.table('Table 2').getByRole('columnheader', { name: 'AUC' })).toHaveCount(2);
  await window.keyboard.press('4');
  await expect(
    results.table('Table 3').getByRole('rowheader', { name: 'Radiomics' }),
  ).toBeVisible();

  await window.keyboard.press('5');
  await window.getByRole('radio', { name: 'ROC, fusion' }).focus();
  await window.keyboard.press(' ');
  const drawn = results.figure('ROC, fusion');
  await expect(drawn).toBeVisible();
  expect(await drawn.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  const saved = window.waitForEvent('download');
  await window.getByRole('button', { name: 'Save as PDF' }).press('Enter');
  const pdf = await readFile(await (await saved).path());
  expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');

  await window.keyboard.press('6');
  await expect(results.table('Comparisons').getByRole('row')).toHaveCount(1 + 3);
  await window.keyboard.press('8');
  await expect(window.getByText('original_test_F0')).toBeVisible();
  await expect(window.getByText(/^Fewer than ten/)).toBeVisible();

  // Two p-values of the publication do not follow from its own counts.
  await window.keyboard.press('9');
  const gender = results.findings.getByRole('row', { name: /Gender/ });
  await expect(gender).toContainText('0.694');
  await expect(gender).toContainText('cannot be right');
  expect(app.console()).toEqual([]);
});

async function evaluateBaseline(results: ResultsPage): Promise<void> {
  const { window } = results;
  await results.open();
  await window.getByRole('button', { name: 'Fit clinical baseline' }).press('Enter');
  await expect(results.models.getByRole('row', { name: /Clinical baseline/ })).toBeVisible();
  await window.keyboard.press('Control+Enter');
  await expect(results.aucs).toBeVisible();
}

test('an export is one file with the way to make it again', async ({ app, window }) => {
  test.skip(app.host !== 'browser', 'a desktop host asks for a folder instead');
  await new StartPage(window).signIn('Supervisor');
  await evaluateBaseline(new ResultsPage(window));
  const download = window.waitForEvent('download');
  await window.keyboard.press('e');
  const files = unzipSync(await readFile(await (await download).path()));
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining(['manifest.json', 'scores.csv', 'tables/table2.csv', 'methods.txt']),
  );
  const dialog = window.getByRole('dialog', { name: 'Exported' });
  await expect(dialog).toContainText('npx nodewise reproduce FOLDER');
  await window.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
});

test('a desktop host exports into a folder, and says which', async ({ app, window }, testInfo) => {
  test.skip(app.host === 'browser', 'a browser downloads one file instead');
  const chosen = testInfo.outputPath('exports');
  await mkdir(chosen, { recursive: true });
  await new StartPage(window).signIn('Supervisor');
  await evaluateBaseline(new ResultsPage(window));
  await app.chooseNext([chosen]);
  await window.keyboard.press('e');
  const dialog = window.getByRole('dialog', { name: 'Exported' });
  await expect(dialog).toBeVisible();
  const [folder] = await readdir(chosen);
  await expect(dialog).toContainText(`npx nodewise reproduce ${join(chosen, folder)}`);
  expect(await readdir(join(chosen, folder))).toContain('manifest.json');
});

test('a blinded reader has no way to the results', async ({ window }) => {
  await new StartPage(window).signIn('Reader');
  const stations = window.getByRole('navigation', { name: 'Stations' });
  await expect(stations.getByRole('link', { name: 'Cases' })).toBeVisible();
  await expect(stations.getByRole('link', { name: 'Results' })).toHaveCount(0);
  await window.evaluate(() => {
    document.location.hash = '#/results';
  });
  await expect(window.getByRole('main', { name: 'Cases' })).toBeVisible();
});
