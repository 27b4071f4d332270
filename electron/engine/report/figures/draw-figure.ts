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
import { sized } from './sized-svg.ts';

/** Draws each figure as SVG whose text is text in Inter. */
const drawings: { readonly [F in FigureName]: (data: FigureData) => Promise<string> } = {
  flowchart: async () => '',
  'roc-networks': async (data) => {
    const result = requirePart('roc-networks', data, 'result');
    const models = table2Models(result.models);
    return drawVega(
      rocFigure(result, models, [...pretrainedNote(bare(models)), ...syntheticNote(bare(models))]),
    );
  },
  'roc-fusion': async (data) => {
    const result = requirePart('roc-fusion', data, 'result');
    const models = table3Models(result.models);
    return drawVega(
      rocFigure(result, models, [...mappedNote(bare(models)), ...syntheticNote(bare(models))]),
    );
  },
  calibration: async () => '',
  'decision-curve': async () => '',
  'love-plot': async () => '',
};

const bare = (models: readonly NamedModel[]) => models.map(({ model }) => model);

/** Names of the figures, for their files and for those who cannot see them. */
const titles: { readonly [F in FigureName]: string } = {
  flowchart: 'Flowchart of the patients',
  'roc-networks': 'ROC curves of the models',
  'roc-fusion': 'ROC curves of the feature fusions',
  calibration: 'Calibration of the models',
  'decision-curve': 'Decision curves of the models',
  'love-plot': 'Balance before and after matching',
};

/** A figure as SVG in points, with text as text. @throws RangeError when the data lack its part. */
export async function drawFigure(name: FigureName, data: FigureData): Promise<string> {
  return sized(await drawings[name](data), titles[name]);
}
