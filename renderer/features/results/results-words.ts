import type { FigureName } from '#contract/evaluation/figures.ts';
import type { EvaluatedSet, EvaluationSettings } from '#contract/evaluation/settings.ts';
import type { ScoredModel } from '#contract/procedures/evaluation.ts';
import type { ResultTab } from '../../ui/routes.ts';

export const setWords: { readonly [S in EvaluatedSet]: string } = {
  validation: 'Internal validation',
  'test-1': 'Test 1',
  'test-2': 'Test 2',
};

export const kindWords: { readonly [K in ScoredModel['kind']]: string } = {
  network: 'Network',
  radiomics: 'Radiomics',
  clinical: 'Clinical',
};

export const thresholdWords: { readonly [M in EvaluationSettings['threshold']['mode']]: string } = {
  locked: 'locked',
  paper: 'paper, optimistic',
  fixed: 'fixed',
};

export const intervalWords: { readonly [I in EvaluationSettings['proportionInterval']]: string } = {
  wilson: 'Wilson',
  'clopper-pearson': 'Clopper-Pearson',
};

export const tabWords: { readonly [T in ResultTab]: string } = {
  overview: 'Overview',
  table1: 'Table 1',
  table2: 'Table 2',
  table3: 'Table 3',
  figures: 'Figures',
  tests: 'Tests',
  subgroups: 'Subgroups',
  radiomics: 'Radiomics model',
  published: 'Published',
};

export const figureWords: { readonly [F in FigureName]: string } = {
  flowchart: 'Flowchart',
  'roc-networks': 'ROC, networks',
  'roc-fusion': 'ROC, fusion',
  calibration: 'Calibration',
  'decision-curve': 'Decision curve',
  'love-plot': 'Balance',
};

/** "1 model", "3 models". */
export function counted(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}

/** How an evaluation in the list was made; the list knows modes as words. */
export function modeWord(mode: string): string {
  return mode === 'paper' || mode === 'fixed' || mode === 'locked' ? thresholdWords[mode] : mode;
}
