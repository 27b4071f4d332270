import type { ModelPerformance } from '#contract/evaluation/result.ts';
import { studyModels, type NamedModel } from '../tables/documents/study-names.ts';
import { seriesStyle, type SeriesStyle } from './theme.ts';

/** A model with its look in every figure of its study. */
export interface DrawnModel extends NamedModel {
  readonly style: SeriesStyle;
}

/** The models of one figure, each in the style of its place among all models of the study. */
export function drawnModels(
  models: readonly NamedModel[],
  all: readonly ModelPerformance[],
): DrawnModel[] {
  const order = studyModels(all).map(({ model }) => model);
  return models.map((named) => ({ ...named, style: seriesStyle(order.indexOf(named.model)) }));
}
