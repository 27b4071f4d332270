import type { ModelPerformance } from '#contract/evaluation/result.ts';
import { modelColoursOf } from '#contract/evaluation/model-colours.ts';
import { studyModels, type NamedModel } from '../tables/documents/study-names.ts';
import { seriesStyle, type SeriesStyle } from './theme.ts';

/** A model with its look in every figure of its study. */
export interface DrawnModel extends NamedModel {
  readonly style: SeriesStyle;
}

/** The models of one figure, each in the style that it has among all models of the study. */
export function drawnModels(
  models: readonly NamedModel[],
  all: readonly ModelPerformance[],
): DrawnModel[] {
  const order = studyModels(all).map(({ model }) => model);
  const colours = modelColoursOf(all);
  return models.map((named) => ({
    ...named,
    style: seriesStyle(order.indexOf(named.model), colours[all.indexOf(named.model)]),
  }));
}
