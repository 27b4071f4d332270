import type { FigureName } from '#contract/procedures/evaluation.ts';
import {
  mappedNote,
  pretrainedNote,
  syntheticNote,
  table2Models,
  table3Models,
  type NamedModel,
} from '../tables/documents/study-names.ts';
import { drawVega } from './draw-vega.ts';
import { requirePart, type FigureData } from './figure-data.ts';
import { rocFigure } from './roc-figure.ts';

/** Draws each figure as SVG whose text is text in Inter. */
const drawings: { readonly [F in FigureName]: (data: FigureData) => Promise<string> } = {
  flowchart: async () => '',
  'roc-networks': async (data) => {
    const result = requirePart('roc-networks', data, 'result');
    const models = table2Models(result.models);
    return drawVega(rocFigure(result, models, [...pretrainedNote(bare(models)), ...syntheticNote(bare(models))]));
  },
  'roc-fusion': async (data) => {
    const result = requirePart('roc-fusion', data, 'result');
    const models = table3Models(result.models);
    return drawVega(rocFigure(result, models, [...mappedNote(bare(models)), ...syntheticNote(bare(models))]));
  },
  calibration: async () => '',
  'decision-curve': async () => '',
  'love-plot': async () => '',
};

const bare = (models: readonly NamedModel[]) => models.map(({ model }) => model);

export function drawFigure(name: FigureName, data: FigureData): Promise<string> {
  return drawings[name](data);
}
