import { gunzipSync } from 'node:zlib';
import { expect, test } from '../app-test.ts';
import { StartPage } from '../pages/start-page.ts';
import { WorklistPage } from '../pages/worklist-page.ts';
import { people } from '../study-library.ts';

test.use({ startsFrom: 'study' });

test('a clinician reads a risk with its model, its reasons and its limits', async ({
  app,
  window,
}) => {
  await new StartPage(window).signIn(people.clinician);
  await new WorklistPage(app).openRisk('P-0001');
  await window.getByRole('button', { name: 'Compute the risk' }).click();
  await expect(window.getByTestId('probability')).toHaveText(/^\d+ ?%$/, { timeout: 60_000 });
  const page = window.getByRole('article', { name: 'Risk of P-0001' });
  await expect(page).toContainText('demo: trained on synthetic cases, not for patients');
  await expect(page).toContainText('Research use only');
  await expect(page).toContainText('The outline is automatic; no reader has corrected it.');
  await expect(page.getByRole('img', { name: /Axial slice/ })).toBeVisible();
  expect(app.console()).toEqual([]);
});

test('masks and features are exported as NIfTI, DICOM SEG and CSV', async ({ app, window }) => {
  await new StartPage(window).signIn(people.supervisor);
  const worklist = new WorklistPage(app);
  await worklist.showDetails('P-0001');

  const nifti = await worklist.export('Mask, NIfTI');
  expect(nifti.name).toMatch(/^P-0001.*\.nii\.gz$/);
  expect(gunzipSync(nifti.bytes).readInt32LE(0)).toBe(348);

  const seg = await worklist.export('Mask, DICOM SEG');
  expect(seg.name).toMatch(/\.dcm$/);
  expect(seg.bytes.toString('latin1', 128, 132)).toBe('DICM');

  const features = await worklist.export('Features, CSV');
  const [header, row] = features.bytes.toString('utf8').trim().split(/\r?\n/);
  expect(header).toContain('original_shape_MeshVolume');
  expect(row).toContain('P-0001');
});
