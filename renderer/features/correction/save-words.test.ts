import { expect, test } from 'vitest';
import { saveSentence } from './save-words.ts';

test.each([
  [{ status: 'saved', at: null }, 'Nothing to save'],
  [{ status: 'saved', at: 99_500 }, 'Saved just now'],
  [{ status: 'saved', at: 98_000 }, 'Saved 2 s ago'],
  [{ status: 'saved', at: -200_000 }, 'Saved 5 min ago'],
  [{ status: 'saving' }, 'Saving…'],
  [{ status: 'waiting' }, 'Not saved: the engine is restarting, your edits are kept here'],
] as const)('%o', (save, sentence) => {
  expect(saveSentence(save, 100_000)).toBe(sentence);
});
