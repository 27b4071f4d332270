import { expect, test } from 'vitest';
import { describeError } from './sentences.ts';

test('an error says what to do', () => {
  expect(describeError({ code: 'mask-missing', details: { caseId: 'c1' } })).toContain('first');
});
