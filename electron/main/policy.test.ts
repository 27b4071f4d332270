import { expect, test } from 'vitest';
import { isOwnPage, mayRequest } from './policy.ts';

test.each([
  ['nodewise://app/', true],
  ['nodewise://app/index.html#/cases', true],
  ['nodewise://apple/', false],
  ['nodewise://other/', false],
  ['https://example.org/', false],
  ['https://example.org/nodewise://app/', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['about:blank', false],
])('%s is our own page: %s', (url, own) => {
  expect(isOwnPage(url)).toBe(own);
});

test.each([
  ['nodewise://app/data/volumes/1', true],
  ['blob:nodewise://app/worker', true],
  ['data:image/png;base64,AA==', true],
  ['blob:https://example.org/1', false],
  ['http://127.0.0.1:80/', false],
  ['ws://127.0.0.1:80/', false],
  ['file:///etc/passwd', false],
])('%s may be requested: %s', (url, allowed) => {
  expect(mayRequest(url)).toBe(allowed);
});
