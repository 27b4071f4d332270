import { fillCohortLibrary } from '../../electron/testing/cohort-library.ts';
import { expect, test as base } from '../app-test.ts';
import { CohortPage } from '../pages/cohort-page.ts';
import { StartPage } from '../pages/start-page.ts';

/** 96 patients of six hospitals; 16 are unfit, three of them by the slices of their CT. */
const test = base.extend({
  // Playwright reads which fixtures a fixture needs from this pattern; here it is none.
  // eslint-disable-next-line no-empty-pattern
  libraryDir: async ({}, use, testInfo) => {
    const folder = testInfo.outputPath('library');
    fillCohortLibrary(folder);
    await use(folder);
  },
});

test('a person filters, looks at who is out, excludes by hand, undoes, matches, splits and locks', async ({
  app,
  window,
}) => {
  // Half a minute by itself; a busy machine may take several times that.
  test.setTimeout(240_000);
  await new StartPage(window).signIn('Supervisor');
  const cohort = new CohortPage(window);
  await cohort.open();
  await expect(window.getByText('No cohort yet')).toBeVisible();
  await window.getByRole('button', { name: 'Begin with the study’s rules' }).press('Enter');
  await cohort.expectCount('Screened', 96);
  await cohort.expectCount('Included', 80);

  // A rule counts while it is typed, and is one step once it is kept.
  await cohort.walkTo('Excluded, Slice thickness > 2 mm');
  await window.keyboard.press('e');
  await expect(window.getByRole('textbox', { name: 'Limit' })).toBeFocused();
  await cohort.type('Limit', '1,2');
  await cohort.expectCount('Excluded, Slice thickness > 1.2 mm', 83);
  await cohort.expectCount('Included', 0);
  await window.keyboard.press('Escape');
  await cohort.expectCount('Excluded, Slice thickness > 2 mm', 3);
  await cohort.type('Limit', '1.2');
  await window.keyboard.press('Enter');
  await expect(cohort.way('Undo', 'Slice thickness: at most 1.2 mm')).toBeVisible();
  await cohort.expectCount('Included', 0);
  await window.keyboard.press('Escape');
  await expect(cohort.box('Excluded, Slice thickness')).toBeFocused();
  await window.keyboard.press('ControlOrMeta+z');
  await cohort.expectCount('Included', 80);

  // A rule is switched off where it stands; its patients are in.
  await window.keyboard.press(' ');
  await expect(cohort.box('Excluded, Slice thickness > 2 mm: rule is off')).toBeFocused();
  await cohort.expectCount('Included', 83);
  await window.keyboard.press(' ');
  await cohort.expectCount('Included', 80);

  // Whom a number counts, and why each is out.
  await window.keyboard.press('Enter');
  await expect(cohort.row('P-0006')).toBeFocused();
  await expect(cohort.row('P-0006')).toContainText('Slice thickness > 2 mm');
  await expect(cohort.patients.getByRole('row')).toHaveCount(1 + 3);
  await window.keyboard.press('Escape');

  // Nobody leaves by hand without a reason, and comes back by undo.
  await cohort.walkTo('Screened');
  await window.keyboard.press('Enter');
  await expect(cohort.row('P-0006')).toBeFocused();
  await window.keyboard.press('Home');
  await expect(cohort.row('P-0001')).toBeFocused();
  await window.keyboard.press('x');
  await expect(cohort.dialog.getByRole('button', { name: 'Take out' })).toBeDisabled();
  await window.keyboard.type('consent withdrawn');
  await window.keyboard.press('Enter');
  await expect(cohort.dialog).toBeHidden();
  await expect(cohort.row('P-0001')).toContainText('By hand: consent withdrawn');
  await cohort.expectCount('Included', 79);
  await window.keyboard.press('ControlOrMeta+z');
  await cohort.expectCount('Included', 80);
  await window.keyboard.press('ControlOrMeta+Shift+z');
  await cohort.expectCount('Included', 79);
  await cohort.row('P-0001').focus();
  await window.keyboard.press('u');
  await cohort.expectCount('Included', 80);

  // Renamed where the name stands: Enter keeps, Escape drops, and undo takes it back.
  await window.keyboard.press('F2');
  await expect(cohort.nameField).toBeFocused();
  await window.keyboard.type('Pairs of age');
  await window.keyboard.press('Enter');
  await expect(cohort.name('Pairs of age')).toBeFocused();
  await expect(cohort.list.getByRole('link', { name: /^Pairs of age/ })).toBeVisible();
  await window.keyboard.press('Enter');
  await window.keyboard.type('Not this');
  await window.keyboard.press('Escape');
  await expect(cohort.name('Pairs of age')).toBeFocused();
  await window.keyboard.press('ControlOrMeta+z');
  await expect(cohort.name('Cohort 1')).toBeVisible();
  await expect(cohort.way('Redo', 'Rename to Pairs of age')).toBeVisible();

  // Pairs: fewer where more is asked of them, and the balance beside.
  const paired = await cohort.countOf('In pairs');
  await window.keyboard.press('m');
  await expect(cohort.balance.getByRole('row', { name: /^Age/ })).toContainText(/0\.\d{3}/);
  await window.getByRole('checkbox', { name: 'Hospital' }).focus();
  await window.keyboard.press(' ');
  await expect(cohort.way('Undo', 'Matching: hospital the same')).toBeVisible();
  await cohort.type('Age, at most apart', '2');
  await window.keyboard.press('Enter');
  await expect(cohort.way('Undo', 'Matching: age within 2 years')).toBeVisible();
  await window.getByRole('radio', { name: /^Pairs, / }).focus();
  await window.keyboard.press(' ');
  const pairs = (await cohort.pairs.getByRole('row').count()) - 1;
  expect(pairs).toBeGreaterThan(0);
  expect(pairs).toBeLessThan(paired / 2);
  for (const verb of ['Matching: age within 2 years', 'Matching: hospital the same']) {
    await expect(cohort.way('Undo', verb)).toBeVisible();
    await window.keyboard.press('ControlOrMeta+z');
    await expect(cohort.way('Redo', verb)).toBeVisible();
  }
  await expect(cohort.pairs.getByRole('row')).toHaveCount(1 + paired / 2);

  // Split and lock: what is fixed says so everywhere.
  await window.keyboard.press('s');
  const training = cohort.sets.getByRole('row', { name: /^Training/ });
  const seventy = await training.textContent();
  await cohort.type('Share that trains', '50');
  await expect(training).not.toHaveText(seventy ?? '');
  await window.keyboard.press('Enter');
  await expect(cohort.way('Undo', 'Split: 50 % train')).toBeVisible();
  await window.getByRole('button', { name: 'Lock this cohort' }).press('Enter');
  await expect(window.getByText(/^Locked .* by Supervisor/)).toBeVisible();
  await expect(window.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
  await expect(cohort.list.getByRole('img', { name: 'locked' })).toBeVisible();
  await expect(window.getByRole('textbox', { name: 'Seed' })).toBeDisabled();
  await window.keyboard.press('f');
  await expect(cohort.flowchart.getByRole('switch').first()).toBeDisabled();

  await expect(window.getByRole('link', { name: 'Results and Table 1' })).toBeVisible();

  // The name is no part of the lock; the way back from a new one is offered.
  await cohort.name('Cohort 1').click();
  await window.keyboard.type('The study');
  await window.keyboard.press('Enter');
  const renamed = window.getByRole('alert').filter({ hasText: 'Renamed to The study.' });
  await renamed.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(cohort.name('Cohort 1')).toBeVisible();

  // A copy goes on from there, and what is removed comes back.
  await window.getByRole('button', { name: 'Copy as a new cohort' }).press('Enter');
  await expect(cohort.dialog.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await window.keyboard.press('Enter');
  const copy = cohort.list.getByRole('link', { name: /^Cohort 1, copy/ });
  await expect(copy).toHaveAttribute('aria-current', 'page');
  await expect(cohort.flowchart.getByRole('switch').first()).toBeEnabled();
  await window.getByRole('button', { name: 'Remove this cohort' }).press('Enter');
  await expect(copy).toBeHidden();
  const removed = window.getByRole('alert').filter({ hasText: 'Cohort 1, copy is removed.' });
  await removed.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(copy).toBeVisible();
  expect(app.console()).toEqual([]);
});

test('a blinded reader has no way to the cohort', async ({ window }) => {
  await new StartPage(window).signIn('Reader');
  const stations = window.getByRole('navigation', { name: 'Stations' });
  await expect(stations.getByRole('link', { name: 'Cases' })).toBeVisible();
  await expect(stations.getByRole('link', { name: 'Cohort' })).toHaveCount(0);
  await window.evaluate(() => {
    document.location.hash = '#/cohort';
  });
  await expect(window.getByRole('main', { name: 'Cases' })).toBeVisible();
});
