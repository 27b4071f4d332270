import { expect, test } from 'vitest';
import { predictionRows } from './prediction-rows.ts';

test('a case of the sets stands as it was measured, the rest of the library after it', () => {
  const measured = {
    caseId: 'c1',
    code: 'P-1',
    set: 'test-1',
    label: 1,
    probability: 0.8,
  } as const;
  const inferred = [
    { caseId: 'c1', code: 'P-1', probability: 0.7 },
    { caseId: 'c2', code: 'P-2', probability: 0.3 },
  ];
  expect(predictionRows([measured], inferred)).toEqual([
    { id: 'c1', code: 'P-1', set: 'test-1', label: 1, probability: 0.8 },
    { id: 'c2', code: 'P-2', set: null, label: null, probability: 0.3 },
  ]);
});
