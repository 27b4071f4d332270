import { expect, test } from '../app-test.ts';
import { FeatureCohortPage } from '../pages/feature-cohort-page.ts';
import { StartPage } from '../pages/start-page.ts';
import { WorklistPage } from '../pages/worklist-page.ts';
import { people } from '../study-library.ts';

test.use({ startsFrom: 'study' });

test('an older table is compared with the library, and an extraction tells how it ended', async ({
  app,
  window,
}) => {
  await new StartPage(window).signIn(people.supervisor);
  const worklist = new WorklistPage(app);
  await worklist.showDetails('P-0001');
  const { bytes } = await worklist.export('Features, CSV');

  // The same table as an older version might have written it: one value and the version differ.
  const [header, row] = bytes.toString('utf8').trim().split('\r\n');
  const place = (column: string) => header.split(',').indexOf(column);
  const cells = row.split(',');
  cells[place('original_shape_MeshVolume')] = '1';
  cells[place('code_version')] = '0.0.1';

  const cohort = new FeatureCohortPage(window);
  await cohort.open();
  await cohort.choose('Compare two extractions…');
  await cohort.compareFile('older.csv', `${header}\r\n${cells.join(',')}\r\n`);
  await expect(cohort.dialog).toContainText('1 case in common, matched by case.');
  await expect(cohort.dialog).toContainText('1 of 1364 columns moved.');
  await expect(cohort.dialog).toContainText('Code version differs in every case: 0.0.1');
  await expect(cohort.dialog.getByRole('row')).toHaveCount(2);
  await expect(cohort.dialog.getByRole('row').last()).toContainText('original_shape_MeshVolume');
  await cohort.close();

  await window.getByRole('link', { name: 'Cases' }).click();
  await worklist.row('P-0001').getByRole('checkbox').check();
  await window.getByRole('button', { name: 'Extract features of 1' }).click();
  await expect(window.getByText('1 skipped because their features are up to date')).toBeVisible();
  await cohort.open();
  await cohort.choose('Extractions and their failures…');
  await expect(cohort.dialog).toContainText('0 of 1 case computed, 1 up to date. It is finished.');
  await expect(cohort.dialog).toContainText('No case failed.');
  expect(app.console()).toEqual([]);
});
