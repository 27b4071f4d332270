import type { Output } from '#contract/contract.ts';

type Settings = Output<'evaluation.radiomicsModel'>['settings'];

/** What each setting of a radiomics model decides, in the order in which it does. */
const words: readonly (readonly [name: string, word: string])[] = [
  ['featurePreset', 'Features computed by'],
  ['features', 'Features to choose from'],
  ['casesWithoutMask', 'Patients without a mask, left out'],
  ['count', 'Features asked for'],
  ['tree.maxDepth', 'Tree, depth at most'],
  ['tree.minSamplesLeaf', 'Tree, patients in a leaf at least'],
  ['tree.minImpurityDecrease', 'Tree, least gain of a split'],
  ['bootstraps', 'Bootstraps of the stability'],
  ['seed', 'Seed of the bootstraps'],
  ['cost', 'SVM, cost C'],
  ['gamma', 'SVM, kernel width gamma'],
  ['tolerance', 'SVM, tolerance'],
  ['calibrationFolds', 'Folds of the Platt scaling'],
];

/** Told by themselves beside the settings. */
const elsewhere = new Set(['trainingCases', 'featureSettingsHash', 'casesSha256']);

/** The settings in words; one that has none is told by its name. */
export function settingFacts(settings: Settings): (readonly [word: string, value: string])[] {
  const known = new Map(words);
  const unknown = Object.keys(settings).filter((name) => !known.has(name) && !elsewhere.has(name));
  const names = [...known.keys()].filter((name) => name in settings);
  return [...names, ...unknown].map((name) => [known.get(name) ?? name, valueText(settings[name])]);
}

function valueText(value: Settings[string]): string {
  return value === null ? 'no limit' : String(value);
}
