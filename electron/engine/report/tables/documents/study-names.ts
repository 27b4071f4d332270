import type { EvaluationResult, ModelPerformance, Remark } from '#contract/evaluation/result.ts';
import type { EvaluatedSet } from '#contract/evaluation/settings.ts';
import type { table2Place, table3Place } from '#contract/evaluation/study-places.ts';
import type { SetName } from '#contract/procedures/experiments.ts';
import type { z } from 'zod';
import { oneLine } from './one-line.ts';

type Table2Place = z.infer<typeof table2Place>;
type Table3Place = z.infer<typeof table3Place>;

/** Sets as the study's tables print them. */
export const setTitles: { readonly [S in SetName]: string } = {
  training: 'Training Set',
  validation: 'Internal Validation Set',
  'test-1': 'Independent Test Set 1',
  'test-2': 'Independent Test Set 2',
};

export const outcomeTitles = { 1: 'pN+', 0: 'pN-' } as const;

export const marks = {
  /** Pretrained in Table 2, mapped before fusion in Table 3. */
  study: 'ᵃ',
  synthetic: 'ᵇ',
} as const;

/** Rows of Table 2 in the study's order. */
export const table2Rows: { readonly [P in Table2Place]: string } = {
  'ResNet-18': 'ResNet-18',
  'ResNet-18 pretrained': `ResNet-18${marks.study}`,
  'ResNet-34': 'ResNet-34',
  'ResNet-34 pretrained': `ResNet-34${marks.study}`,
  'ResNet-50': 'ResNet-50',
  'ResNet-50 pretrained': `ResNet-50${marks.study}`,
  'DenseNet-121': 'DenseNet-121',
  'Swin Transformer': 'Swin Transformer',
  'Swin Transformer pretrained': `Swin Transformer${marks.study}`,
};

/** Rows of Table 3 in the study's order; `curve` is what a figure's legend says. */
export const table3Rows: {
  readonly [P in Table3Place]: {
    readonly model: string;
    readonly fusion: string;
    readonly curve: string;
  };
} = {
  Radiomics: { model: 'Radiomics', fusion: 'None', curve: 'Radiomics' },
  'Deep Learning': { model: 'Deep Learning', fusion: 'None', curve: 'Deep Learning' },
  Addition: fusionRow(`Addition${marks.study}`),
  'Learnable Addition': fusionRow(`Learnable Addition${marks.study}`),
  'Concatenation transformed': fusionRow(`Concatenation${marks.study}`),
  Concatenation: fusionRow('Concatenation'),
};

function fusionRow(fusion: string) {
  return { model: 'Radiomics-Deep Learning Fusion', fusion, curve: fusion };
}

/** A model with its name for one table or figure. */
export interface NamedModel {
  readonly name: string;
  readonly model: ModelPerformance;
}

/** A name on one line with the mark of synthetic training, which goes wherever a model's numbers go. */
function marked(name: string, { synthetic }: ModelPerformance): string {
  return `${oneLine(name)}${synthetic ? marks.synthetic : ''}`;
}

/**
 * Models of Table 2 and its ROC curves: the study's in its order, then those that no table of the
 * study has a place for, by their names in the order given. Models that stand in Table 3 alone are
 * left to it, unless there are no others.
 */
export function table2Models(models: readonly ModelPerformance[]): NamedModel[] {
  const placed = inPlaces(Object.keys(table2Rows) as Table2Place[], models, 'table2').map(
    (model) => ({ name: marked(table2Rows[model.table2 as Table2Place], model), model }),
  );
  const others = models.filter(({ table2, table3 }) => table2 === null && table3 === null);
  const told = [...placed, ...others.map(byName)];
  return told.length > 0 ? told : models.map(byName);
}

/**
 * All models, each once: those of Table 2, then those that stand in Table 3 alone, both in the
 * study's order, then the others as they are given.
 */
export function studyModels(models: readonly ModelPerformance[]): NamedModel[] {
  const placed = table2Models(models.filter(({ table2 }) => table2 !== null));
  const fused = table3Models(models.filter(({ table2 }) => table2 === null));
  const others = models.filter(({ table2, table3 }) => table2 === null && table3 === null);
  return [...placed, ...fused, ...others.map(byName)];
}

/** Models of Table 3 and its ROC curves, in the study's order. */
export function table3Models(
  models: readonly ModelPerformance[],
): (NamedModel & { readonly place: Table3Place })[] {
  return inPlaces(Object.keys(table3Rows) as Table3Place[], models, 'table3').map((model) => {
    const place = model.table3 as Table3Place;
    return { place, name: marked(table3Rows[place].curve, model), model };
  });
}

/** A model by its own name, with the marks of Table 2 where it stands there. */
export function byName(model: ModelPerformance): NamedModel {
  return { name: marked(model.name, model), model };
}

function inPlaces<K extends 'table2' | 'table3'>(
  places: readonly NonNullable<ModelPerformance[K]>[],
  models: readonly ModelPerformance[],
  key: K,
): ModelPerformance[] {
  return places.flatMap((place) => models.filter((model) => model[key] === place));
}

/** The set's row of a model; undefined where the model has none. */
export function performanceIn({ sets }: Pick<ModelPerformance, 'sets'>, set: EvaluatedSet) {
  return sets.find((one) => one.set === set);
}

/** Footnote of the mark of pretrained models, where one is told of. */
export function pretrainedNote(models: readonly ModelPerformance[]): string[] {
  return models.some(({ table2 }) => table2?.endsWith('pretrained'))
    ? [`${marks.study} Pre-trained models on large-scale medical data`]
    : [];
}

/** Footnote of the mark of fusions that map the radiomics features first, where one is told of. */
export function mappedNote(models: readonly ModelPerformance[]): string[] {
  return models.some(
    ({ table3 }) => table3 !== null && table3Rows[table3].fusion.includes(marks.study),
  )
    ? [
        `${marks.study} Radiomics features mapped to the dimension of the deep learning features before fusion`,
      ]
    : [];
}

/**
 * Footnotes of a figure with all models, where the study's mark stands for one thing behind a
 * network and for another behind a fusion.
 */
export function studyNotes(models: readonly ModelPerformance[]): string[] {
  const pretrained = pretrainedNote(models);
  const mapped = mappedNote(models.filter(({ table2 }) => table2 === null));
  if (pretrained.length === 0 || mapped.length === 0) return [...pretrained, ...mapped];
  return [
    `${marks.study} Networks: pre-trained on large-scale medical data`,
    `${marks.study} Fusions: radiomics features mapped to the dimension of the deep learning features before fusion`,
  ];
}

/** What of the remarks concerns every number of these models, and what is about one of them. */
export function remarkNotes(
  { remarks }: Pick<EvaluationResult, 'remarks'>,
  models: readonly ModelPerformance[],
  further: readonly Remark['about'][] = [],
): string[] {
  const topics: readonly Remark['about'][] = ['patients', 'selection', ...further];
  const ids = new Set(models.map(({ id }) => id));
  return remarks
    .filter(({ about, model }) =>
      about === 'model' ? model !== null && ids.has(model) : topics.includes(about),
    )
    .map(({ text }) => oneLine(text));
}

/** Footnote of the synthetic mark, where a model has it. */
export function syntheticNote(models: readonly ModelPerformance[]): string[] {
  return models.some(({ synthetic }) => synthetic)
    ? [`${marks.synthetic} Trained on synthetic patients`]
    : [];
}
