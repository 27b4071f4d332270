import { gunzipSync } from 'node:zlib';
import { expect, test } from '../app-test.ts';
import { RiskPage } from '../pages/risk-page.ts';
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
  const risk = new RiskPage(window);
  await risk.compute();
  await expect(risk.report).toContainText('demo: trained on synthetic cases, not for patients');
  await expect(risk.report).toContainText('Research use only');
  await expect(risk.report).toContainText('The outline is automatic; no reader has corrected it.');
  await expect(risk.slice).toBeVisible();
  expect(app.console()).toEqual([]);
});

test('a heat map shows where the network looked, is told apart from proof, and goes away', async ({
  app,
  window,
}) => {
  await new StartPage(window).signIn(people.clinician);
  await new WorklistPage(app).openRisk('P-0001');
  const risk = new RiskPage(window);
  await risk.compute();
  await risk.heatIsDrawn();
  await expect(risk.heatColours).toBeVisible();
  await expect(risk.report).toContainText('No outline and no proof');

  const shown = await risk.picture();
  await window.keyboard.press('s');
  await expect(risk.heatSwitch).not.toBeChecked();
  await expect(risk.sliceWithHeat).toHaveCount(0);
  await expect(risk.heatColours).toHaveCount(0);
  expect(await risk.picture()).not.toBe(shown);
  await window.keyboard.press('s');
  await expect(risk.sliceWithHeat).toBeVisible();
  await expect.poll(() => risk.picture()).toBe(shown);
  await window.keyboard.press('d');
  await expect.poll(() => risk.picture()).not.toBe(shown);
  await window.keyboard.press('a');
  await expect.poll(() => risk.picture()).toBe(shown);

  // 96 mm around the tumour are seen, and this one is far from the top of the chest.
  await risk.sliceSlider.focus();
  await window.keyboard.press('End');
  await expect(window.getByText('The network does not see this slice.')).toBeVisible();
  await expect(risk.sliceWithHeat).toHaveCount(0);
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
