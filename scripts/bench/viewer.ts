import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { openEngine } from '#engine/engine.ts';
import { percentileOfSorted } from '#native/numeric/descriptive.ts';
import { openInBrowser } from '../../e2e/hosts/browser-host.ts';
import { benchClient, benchPerson } from './bench-library.ts';
import { writeLargeCase } from './large-case.ts';
import type { BenchRow } from './row.ts';

const slices = 40;
const moves = 40;

/**
 * The correction desk on a stored 512 x 512 x 300 case, in a real browser. The program marks its
 * own time; what the rasteriser adds depends on the graphics card, and here there is none.
 */
export async function viewerBench(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'nodewise-bench-'));
  const libraryDir = join(folder, 'library');
  try {
    await storeLargeCase(libraryDir, join(folder, 'dicom'));
    const app = await openInBrowser({ libraryDir, profileDir: join(folder, 'profile') });
    try {
      return [...(await walk(app.window)), engineMemory(await app.enginePid())];
    } finally {
      await app.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function storeLargeCase(dataDir: string, dicomFolder: string): Promise<void> {
  await writeLargeCase(dicomFolder);
  const engine = await openEngine({ dataDir });
  const { call, idle, close } = await benchClient(engine);
  await call('import.start', { paths: [dicomFolder] });
  await idle();
  // The import queues the case's automatic outline at its end.
  await idle();
  close();
  await engine.close();
}

/** Opens the case, steps through it and draws, as a reader does. */
async function walk(page: Page): Promise<BenchRow[]> {
  await page.getByRole('button', { name: benchPerson }).click();
  await page.getByRole('row').filter({ hasText: 'P-0001' }).getByText('P-0001').click();
  await page.getByRole('link', { name: 'Correct' }).last().click();
  await page.waitForFunction(
    () => performance.getEntriesByName('nodewise:first-image').length > 0,
    undefined,
    { timeout: 60_000 },
  );
  await page.waitForFunction(() => !document.body.innerText.includes('Loading'));

  for (let n = 0; n < slices; n++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('b');
  const pane = await page.getByRole('application', { name: 'Axial slice' }).boundingBox();
  if (!pane) throw new Error('the axial slice is not on the screen');
  const [x, y] = [pane.x + pane.width / 2, pane.y + pane.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let n = 0; n < moves; n++) await page.mouse.move(x + 2 * n, y + (n % 7));
  await page.mouse.up();

  return [
    row(
      'click to the first slice, without the rasteriser',
      await durations(page, 'nodewise:first-slice'),
    ),
    row(
      'click to the first image on the screen, drawn in software',
      await durations(page, 'nodewise:first-image'),
    ),
    row('step of a slice, own time', await durations(page, 'nodewise:slice-step')),
    row('move of the brush, own time', await durations(page, 'nodewise:brush-move')),
  ];
}

function durations(page: Page, name: string): Promise<number[]> {
  return page.evaluate(
    (entry) => performance.getEntriesByName(entry).map(({ duration }) => duration),
    name,
  );
}

function row(name: string, milliseconds: readonly number[]): BenchRow {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const [median, p90] = [50, 90].map((percent) => percentileOfSorted(sorted, percent).toFixed(1));
  const many = milliseconds.length > 1;
  return many
    ? { name, value: `${median} ms`, note: `90th percentile ${p90} ms of ${milliseconds.length}` }
    : { name, value: `${median} ms` };
}

function engineMemory(pid: number): BenchRow {
  const kib = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }));
  return { name: 'memory of the engine', value: `${(kib / 1024).toFixed(0)} MiB` };
}
