import { expect, test } from 'vitest';
import { copyName, nextName } from './next-name.ts';

test('a new name is the first that is free', () => {
  expect(nextName('Cohort', [])).toBe('Cohort 1');
  expect(nextName('Cohort', ['Cohort 1', 'Cohort 3'])).toBe('Cohort 2');
});

test('a copy is called after what it copies, also when that is a copy', () => {
  expect(copyName('Main', ['Main'])).toBe('Main, copy');
  expect(copyName('Main', ['Main', 'Main, copy'])).toBe('Main, copy 2');
  expect(copyName('Main, copy 2', ['Main', 'Main, copy', 'Main, copy 2'])).toBe('Main, copy 3');
  expect(copyName('a'.repeat(80), []).length).toBeLessThanOrEqual(80);
});
