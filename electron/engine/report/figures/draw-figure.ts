import type { FigureName } from '#contract/evaluation/figures.ts';
import type { EvaluationResult } from '#contract/evaluation/result.ts';
import {
  mappedNote,
  pretrainedNote,
  studyModels,
  studyNotes,
  syntheticNote,
  table2Models,
  table3Models,
  type NamedModel,
} from '../tables/documents/study-names.ts';
import { calibrationFigure } from './calibration-figure.ts';
import { decisionFigure } from './decision-figure.ts';
import { drawnModels } from './drawn-models.ts';
import { drawVega } from './draw-vega.ts';
import { requirePart, type FigureData } from './figure-data.ts';
import { flowchart } from './flowchart.ts';
import { loveFigure } from './love-figure.ts';
import { rocFigure } from './roc-figure.ts';
import { framed } from './sized-svg.ts';

/** Draws each figure as SVG whose text is text in Inter. */
const drawings: { readonly [F in FigureName]: (data: FigureData) => Promise<string> } = {
  flowchart: async (data) => flowchart(requirePart('flowchart', data, 'flow')),
  'roc-networks': async (data) => {
    const result = requirePart('roc-networks', data, 'result');
    const models = table2Models(result.models);
    return drawVega(rocFigure(result, drawnModels(models, result.models), notesOf(models)));
  },
  'roc-fusion': async (data) => {
    const result = requirePart('roc-fusion', data, 'result');
    const models = table3Models(result.models);
    const told = models.map(({ model }) => model);
    const notes = [...mappedNote(told), ...syntheticNote(told)];
    return drawVega(rocFigure(result, drawnModels(models, result.models), notes));
  },
  calibration: async (data) => {
    const result = requirePart('calibration', data, 'result');
    const models = withProbabilities(result);
    return drawVega(calibrationFigure(result, models, studyNotesOf(models)));
  },
  'decision-curve': async (data) => {
    const result = requirePart('decision-curve', data, 'result');
    const models = withProbabilities(result);
    const drawn = drawnModels(models, result.models);
    return drawVega(decisionFigure(result, drawn, studyNotesOf(models)));
  },
  'love-plot': async (data) => drawVega(loveFigure(requirePart('love-plot', data, 'balance'))),
};

function withProbabilities({ models }: EvaluationResult): NamedModel[] {
  return studyModels(models).filter(({ model }) => model.probabilities);
}

function studyNotesOf(models: readonly NamedModel[]): string[] {
  const told = models.map(({ model }) => model);
  return [...studyNotes(told), ...syntheticNote(told)];
}

function notesOf(models: readonly NamedModel[]): string[] {
  const told = models.map(({ model }) => model);
  return [...pretrainedNote(told), ...syntheticNote(told)];
}

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
  return framed(await drawings[name](data), titles[name]);
}
