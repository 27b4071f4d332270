import { expect, test } from 'vitest';
import { confidenceSentence } from './confidence-words.ts';

const proposal = (value: number, verdict: 'accept' | 'check' | 'not-sure', reasons: string[]) => ({
  id: 'p',
  caseId: 'c',
  origin: 'automatic' as const,
  outlinedBy: null,
  rank: 1,
  confidence: { value, verdict, reasons },
  centreIjk: [0, 0, 0] as [number, number, number],
  volumeMm3: 500,
  diameterMm: 10,
});

test('a sure outline is stated without advice, an unsure one says why and what to do', () => {
  expect(confidenceSentence(proposal(0.934, 'accept', []))).toBe(
    'About 93 of 100 such outlines agree with a reader.',
  );
  expect(confidenceSentence(proposal(0.55, 'not-sure', ['rival', 'faint']))).toBe(
    'This may not be the tumour or its border; another candidate scores nearly as well, ' +
      'and its core is hardly denser than lung. Compare the proposals, or draw it.',
  );
});

test('a reason that is new to this table is still readable', () => {
  expect(confidenceSentence(proposal(0.8, 'check', ['very-odd']))).toContain('very odd');
});

test('of a model that somebody brought nothing is claimed', () => {
  const outlinedBy = { name: 'Lung U-Net', modelSha256: 'a', cardSha256: 'b' };
  const confidence = { value: null, verdict: 'check' as const, reasons: [] };
  expect(confidenceSentence({ confidence, outlinedBy })).toBe(
    'How often outlines of the model "Lung U-Net" agree with a reader is not known. Check its border.',
  );
});
