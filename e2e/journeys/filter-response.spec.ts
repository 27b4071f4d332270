import { expect, test } from '../app-test.ts';
import { FeaturesPage } from '../pages/features-page.ts';
import { StartPage } from '../pages/start-page.ts';
import { WorklistPage } from '../pages/worklist-page.ts';
import { people } from '../study-library.ts';

test.use({ startsFrom: 'study' });

test('the chosen feature’s filter is seen on the slice, slice by slice, on and off', async ({
  app,
  window,
}) => {
  await new StartPage(window).signIn(people.clinician);
  const worklist = new WorklistPage(app);
  await worklist.showDetails('P-0001');
  await worklist.details.getByRole('link', { name: 'Features' }).click();
  const features = new FeaturesPage(window);
  await features.compute();
  await features.shows('original');

  await features.choose('wavelet-LLH glcm contrast', 'Contrast');
  await features.shows('wavelet-LLH');
  await expect(window.getByText('Wavelet band LLH: fine detail from head to feet')).toBeVisible();

  const first = await features.sliceNumber();
  const before = await features.picture();
  await window.keyboard.press('ArrowLeft');
  await expect.poll(() => features.sliceNumber()).toBe(first + 1);
  await expect.poll(() => features.picture()).not.toBe(before);
  await window.keyboard.press('ArrowRight');
  await expect.poll(() => features.sliceNumber()).toBe(first);
  await expect.poll(() => features.picture()).toBe(before);

  await window.keyboard.press('s');
  await expect(features.slice).toHaveAttribute('data-response', 'false');
  await expect.poll(() => features.picture()).not.toBe(before);
  await window.keyboard.press('s');
  await expect.poll(() => features.picture()).toBe(before);

  await features.slice.focus();
  await window.keyboard.press('End');
  await expect(features.slice.getByText(/^Slice 1 \//)).toBeVisible();
  await features.slice.hover();
  await expect(features.status).toContainText(/wavelet-LLH-?[\d.]+ HU/);
  expect(app.console()).toEqual([]);
});
