import { expect, test } from 'vitest';
import { firstDifference } from './first-difference.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const wide = `${'a'.repeat(100)}0.812${'b'.repeat(100)}`;

test.each([
  ['tables/a.csv', 'x\n1,2\n', 'x\n1,3\n', 'line 2: "1,2" here, "1,3" made again'],
  ['tables/a.csv', 'x\n1\n2', 'x\n1', 'line 3: "2" here, nothing made again'],
  ['README.txt', 'x\r\n', 'x\n', 'line 1: "x\\r" here, "x" made again'],
  ['methods.md', '', 'x', 'line 1: "" here, "x" made again'],
  ['scores.csv', 'a,0.1\nb,0.2', 'a,0.1\nb,0.3', 'line 2'],
  ['patients.csv', 'Ann', 'Bob', 'line 1'],
  ['figures/roc.pdf', 'abcd', 'abXd', 'from byte 3 of 4'],
  ['figures/roc.png', 'ab', 'abc', 'from byte 3 of 2'],
  ['tables/a.csv', 'x', 'x', null],
])('%s: %j, made again %j', (name, found, made, where) => {
  expect(firstDifference(name, bytes(found), bytes(made))).toBe(where);
});

test('of a long line the place is shown where it differs', () => {
  const where = firstDifference('a.svg', bytes(wide), bytes(wide.replace('812', '813')));
  const shown = (digit: string) => `"…${'a'.repeat(16)}0.81${digit}`;
  expect(where).toContain(shown('2'));
  expect(where).toContain(shown('3'));
  expect(where?.length).toBeLessThan(180);
});
