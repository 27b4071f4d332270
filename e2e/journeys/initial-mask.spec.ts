import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { graphBuilder } from '#native/graph/graph.ts';
import { encodeModel } from '#native/graph/onnx/encode-model.ts';
import { conv } from '#native/graph/ops/conv.ts';
import { expect, test } from '../app-test.ts';
import { StartPage } from '../pages/start-page.ts';

const patch = [4, 4, 4] as const;
const card = {
  format: 1,
  name: 'Denser than 40 HU',
  axes: 'RAS',
  spacingMm: [1.5, 1.5, 1.5],
  hu: [-160, 240],
  patch,
  overlap: 0.25,
  rule: { kind: 'threshold', channel: 0, threshold: 0.5, of: 'logits' },
};

test('a segmentation model is brought in, chosen, removed and taken back by keyboard', async ({
  app,
  window,
}, testInfo) => {
  const files = testInfo.outputPath('model');
  await mkdir(files, { recursive: true });
  const [model, good, bad] = ['model.onnx', 'card.json', 'bad.json'].map((n) => join(files, n));
  await writeFile(model, denserModel());
  await writeFile(good, JSON.stringify(card));
  await writeFile(bad, JSON.stringify({ ...card, overlap: 2 }));

  await new StartPage(window).startLibrary('Sofia');
  await window.getByRole('link', { name: 'Settings' }).press('Enter');
  await window.getByRole('tab', { name: 'Initial mask' }).press('Enter');
  const own = window.getByRole('radio', { name: 'Nodewise automatic' });
  await expect(own).toBeChecked();

  const bringIn = async (cardPath: string) => {
    await window.getByLabel('Model on this machine').fill(model);
    await window.getByLabel('Its card').fill(cardPath);
    await window.keyboard.press('Enter');
  };
  await bringIn(bad);
  await expect(window.getByRole('alert')).toContainText('the field overlap makes no sense');
  await bringIn(good);
  const brought = window.getByRole('radio', { name: 'Denser than 40 HU' });
  await expect(brought).not.toBeChecked();
  await expect(window.getByText('4 × 4 × 4 voxels, overlap 25 %')).toBeVisible();

  await own.focus();
  await window.keyboard.press('ArrowDown');
  await expect(brought).toBeChecked();
  await window.getByRole('button', { name: 'Remove Denser than 40 HU' }).press('Enter');
  await expect(window.getByText('Nodewise outlines new cases again.')).toBeVisible();
  await expect(own).toBeChecked();
  await window.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(brought).toBeChecked();
  expect(app.console()).toEqual([]);
});

/** Log-odds 20 · x - 10 of what the card scales to 0 to 1. */
function denserModel(): Uint8Array {
  const graph = graphBuilder();
  const x = graph.input('x', [1, 1, ...patch]);
  const [weight, bias] = [graph.constant([1, 1, 1, 1, 1], 20), graph.constant([1], -10)];
  const attrs = { stride: [1, 1, 1], padding: [0, 0, 0] } as const;
  return encodeModel(graph.finish({ y: graph.apply(conv, [x, weight, bias], attrs) }));
}
