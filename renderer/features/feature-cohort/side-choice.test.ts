import { expect, test } from 'vitest';
import { firstChoices, fromFile, maskOptions, sideOf, versionOptions } from './side-choice.ts';

const version = (codeVersion: string, cases: number) => ({
  ...{ preset: 'p version 1', settingsHash: 'a'.repeat(64), codeVersion, cases },
  newestAt: '2026-01-01T00:00:00Z',
});
const versions = [version('2.0.0', 12), version('1.0.0', 1)];

test('two versions are compared as they come, the older one first', () => {
  const [first, second] = firstChoices(versions).map((choice) => sideOf(choice, versions));
  expect(first).toEqual({ settingsHash: 'a'.repeat(64), codeVersion: '1.0.0', masks: 'newest' });
  expect(second).toMatchObject({ codeVersion: '2.0.0', masks: 'newest' });
});

test('one version alone offers automatic against corrected outlines', () => {
  const sides = firstChoices([versions[0]]).map((choice) => sideOf(choice, versions));
  expect(sides).toMatchObject([{ masks: 'automatic' }, { masks: 'corrected' }]);
});

test('without stored features two files are asked for, and are incomplete until sent', () => {
  const [choice] = firstChoices([]);
  expect(choice.from).toBe(fromFile);
  expect(sideOf(choice, [])).toBeNull();
  const file = { uploadId: 'u1', name: 'a.csv' };
  expect(sideOf({ ...choice, file }, [])).toEqual({ uploadId: 'u1' });
});

test('a reader’s outlines are chosen by the reader', () => {
  const options = maskOptions([{ id: 'r7', name: 'Ann' }]);
  expect(options.at(-1)?.label).toBe('Outlines by Ann');
  const [choice] = firstChoices(versions);
  const side = sideOf({ ...choice, masks: options.at(-1)?.value ?? '' }, versions);
  expect(side).toMatchObject({ masks: { readerId: 'r7' } });
});

test('a version is named by what tells it apart', () => {
  expect(versionOptions(versions).map(({ label }) => label)).toEqual([
    'p version 1, code 2.0.0, settings aaaaaaaa (12 cases)',
    'p version 1, code 1.0.0, settings aaaaaaaa (1 case)',
    'A CSV file',
  ]);
});
