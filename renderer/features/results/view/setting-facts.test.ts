import { expect, test } from 'vitest';
import { settingFacts } from './setting-facts.ts';

test('settings are told in words, in the order of their use', () => {
  const settings = { seed: 5, count: 10, 'tree.maxDepth': null, featurePreset: 'ibsi-1364' };
  expect(settingFacts(settings)).toEqual([
    ['Features computed by', 'ibsi-1364'],
    ['Features asked for', '10'],
    ['Tree, depth at most', 'no limit'],
    ['Seed of the bootstraps', '5'],
  ]);
});

test('what has no words is still told, but nothing twice', () => {
  expect(settingFacts({ later: true, trainingCases: 12, casesSha256: 'ab' })).toEqual([
    ['later', 'true'],
  ]);
});
