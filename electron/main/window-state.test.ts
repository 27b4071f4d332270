import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { placeWindow, readWindowState, writeWindowState } from './window-state.ts';

const laptop = { x: 0, y: 0, width: 1920, height: 1080 };
const second = { x: 1920, y: 0, width: 2560, height: 1440 };
const state = (x: number, y: number, width = 1400, height = 900) => ({
  bounds: { x, y, width, height },
  maximized: false,
});

test('the first window is centred on the primary screen', () => {
  expect(placeWindow(undefined, [laptop]).bounds).toEqual({
    x: 160,
    y: 40,
    width: 1600,
    height: 1000,
  });
});

test('a window comes back to the screen where it was left', () => {
  expect(placeWindow(state(2100, 50), [laptop, second])).toEqual(state(2100, 50));
});

test.each([
  ['the screen was unplugged', state(2100, 50)],
  ['only a sliver would show', state(1900, 50)],
  ['the title bar lies above the screen', state(100, -200)],
])('a window is centred when %s', (_why, saved) => {
  expect(placeWindow(saved, [laptop]).bounds).toEqual({ x: 160, y: 40, width: 1600, height: 1000 });
});

test('a window is kept between the smallest usable size and the screen', () => {
  expect(placeWindow(state(0, 0, 200, 150), [laptop]).bounds).toMatchObject({
    width: 1024,
    height: 640,
  });
  expect(placeWindow(state(0, 0, 9000, 9000), [laptop]).bounds).toMatchObject({
    width: 1920,
    height: 1080,
  });
});

test('a saved state is read back, a damaged one is ignored', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'nodewise-')), 'window.json');
  expect(readWindowState(file)).toBeUndefined();
  writeWindowState(file, state(1, 2));
  expect(readWindowState(file)).toEqual(state(1, 2));
  writeFileSync(file, '{"bounds":{"x":"1"}}');
  expect(readWindowState(file)).toBeUndefined();
});
