import type { SetName } from '#contract/procedures/experiments.ts';

/** Spellings of each set, without case, spaces, signs and the word "set". */
const spellings: { readonly [S in SetName]: readonly string[] } = {
  training: ['training', 'train', 'development', 'dev'],
  validation: ['validation', 'internalvalidation', 'internal', 'valid', 'val'],
  'test-1': ['test1', 'independenttest1', 'externaltest1', 'external1', 'testi'],
  'test-2': ['test2', 'independenttest2', 'externaltest2', 'external2', 'testii'],
};

const setOfSpelling = new Map(
  Object.entries(spellings).flatMap(([set, words]) =>
    words.map((word) => [word, set as SetName] as const),
  ),
);

/** The set that a table means by a word such as "Independent Test Set 1"; undefined for any other. */
export function setCalled(word: string): SetName | undefined {
  const plain = word.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return setOfSpelling.get(plain) ?? setOfSpelling.get(plain.replace('set', ''));
}

/** Names as the study's tables print them. */
export const setTitles: { readonly [S in SetName]: string } = {
  training: 'Training Set',
  validation: 'Internal Validation Set',
  'test-1': 'Independent Test Set 1',
  'test-2': 'Independent Test Set 2',
};
