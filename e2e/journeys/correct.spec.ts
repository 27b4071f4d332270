import { expect, test } from '../app-test.ts';
import { DeskPage } from '../pages/desk-page.ts';
import { StartPage } from '../pages/start-page.ts';
import { WorklistPage } from '../pages/worklist-page.ts';
import { people } from '../study-library.ts';

test.use({ startsFrom: 'study' });

test('strokes are named, undone and redone over every tool', async ({ app, window }) => {
  await new StartPage(window).signIn(people.annotator);
  await new WorklistPage(app).openDesk('P-0001');
  const desk = new DeskPage(window);
  await desk.ready();
  const before = await desk.volumeMm3();
  expect(before).toBeGreaterThan(0);

  await window.keyboard.press('b');
  await desk.stroke([0.4, 0.5], [0.5, 0.55]);
  await expect(desk.steps).toHaveCount(2);
  const drawn = await desk.volumeMm3();
  expect(drawn).toBeGreaterThan(before);

  await window.keyboard.press('e');
  await desk.stroke([0.4, 0.5], [0.45, 0.52]);
  await expect(desk.steps).toHaveCount(3);
  const erased = await desk.volumeMm3();
  expect(erased).toBeLessThan(drawn);
  await expect(desk.steps.first()).toContainText(/eras/i);
  await expect(desk.steps.nth(1)).toContainText(/brush/i);
  await desk.expectSaved();

  await window.keyboard.press('z');
  await expect.poll(() => desk.volumeMm3()).toBe(drawn);
  await window.keyboard.press('Control+z');
  await expect.poll(() => desk.volumeMm3()).toBe(before);
  await window.keyboard.press('y');
  await window.keyboard.press('Control+Shift+z');
  await expect.poll(() => desk.volumeMm3()).toBe(erased);

  // A stroke of the eraser over nothing changes nothing, so it is no step.
  await desk.stroke([0.1, 0.9], [0.12, 0.9]);
  await expect(desk.steps).toHaveCount(3);
});

test('the mask is drawn by keyboard alone', async ({ app, window }) => {
  await new StartPage(window).signIn(people.annotator);
  await new WorklistPage(app).openDesk('P-0001');
  const desk = new DeskPage(window);
  await desk.ready();
  const before = await desk.volumeMm3();

  await window.keyboard.press('ArrowDown');
  await window.keyboard.press('b');
  for (let press = 0; press < 6; press++) await window.keyboard.press('Shift+ArrowRight');
  await window.keyboard.press('x');
  await expect(desk.steps).toHaveCount(2);
  expect(await desk.volumeMm3()).toBeGreaterThan(before);
  await window.keyboard.press('z');
  await expect.poll(() => desk.volumeMm3()).toBe(before);

  await window.keyboard.press('?');
  await expect(window.getByRole('dialog')).toContainText('Fill between slices');
});

test('slices between two drawn ones are filled, even where the shapes lie apart', async ({
  app,
  window,
}) => {
  await new StartPage(window).signIn(people.annotator);
  await new WorklistPage(app).openDesk('P-0001');
  const desk = new DeskPage(window);
  await desk.ready();
  await window.getByRole('button', { name: 'Clear the mask' }).click();
  await desk.accept();
  await expect.poll(() => desk.volumeMm3()).toBe(0);

  const apart = 7;
  await window.keyboard.press('b');
  await desk.stroke([0.35, 0.5], [0.38, 0.5]);
  for (let step = 0; step < apart; step++) await window.keyboard.press('ArrowDown');
  await desk.stroke([0.6, 0.55], [0.63, 0.55]);
  await expect(desk.steps).toHaveCount(4);
  const drawn = await desk.volumeMm3();

  await window.keyboard.press('g');
  await desk.accept();
  await expect(desk.steps.first()).toContainText('fill between slices');
  // Two equal shapes give a tube of the same area in each of its slices.
  const tube = (drawn / 2) * (apart + 1);
  await expect.poll(() => desk.volumeMm3()).toBeGreaterThan(0.9 * tube);
  expect(await desk.volumeMm3()).toBeLessThan(1.1 * tube);
  await desk.expectSaved();

  await window.keyboard.press('z');
  await expect.poll(() => desk.volumeMm3()).toBe(drawn);

  // Nothing lies between slices that follow each other, and the desk says so.
  await window.keyboard.press('z');
  await window.keyboard.press('g');
  await expect(window.getByText('No empty slice lies between drawn ones.')).toBeVisible();
});

test('done stores a version, reopening starts from it, the old one stays', async ({
  app,
  window,
}) => {
  await new StartPage(window).signIn(people.annotator);
  const worklist = new WorklistPage(app);
  await worklist.openDesk('P-0001');
  const desk = new DeskPage(window);
  await desk.ready();
  await window.keyboard.press('b');
  await desk.stroke([0.4, 0.5], [0.5, 0.55]);
  await desk.expectSaved();
  const drawn = await desk.volumeMm3();
  await desk.done();

  await window.getByRole('button', { name: 'Reopen for correction' }).click();
  await desk.ready();
  await expect.poll(() => desk.volumeMm3()).toBe(drawn);
  await desk.stroke([0.6, 0.5], [0.65, 0.55]);
  await desk.expectSaved();
  await desk.done();

  await window.getByRole('button', { name: 'Back to the cases' }).click();
  await expect(worklist.row('P-0001')).toContainText('Done');
  await worklist.showDetails('P-0001');
  await expect(worklist.details.getByRole('row', { name: /Anna Reader/ })).toHaveCount(2);
});
