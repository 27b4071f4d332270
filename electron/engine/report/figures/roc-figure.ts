import type { TopLevelSpec } from 'vega-lite';
import type { EvaluationResult } from '#contract/evaluation/result.ts';
import type { EvaluatedSet } from '#contract/evaluation/settings.ts';
import { fixedText } from '../tables/documents/number-text.ts';
import { performanceIn, setTitles } from '../tables/documents/study-names.ts';
import type { DrawnModel } from './drawn-models.ts';
import { footnoted } from './footnoted.ts';
import { linePanel } from './line-panel.ts';
import { marksAlong, seriesLegend, type Point, type Series } from './series-layers.ts';

/** Side of a square panel in points: three of them with their axes fill a page's width. */
const side = 129;

const diagonal: readonly Point[] = [
  { x: 0, y: 0 },
  { x: 1, y: 1 },
];

/**
 * Empirical ROC curves, a square panel a set. The legend below each panel has every model with its
 * AUC on that set, in the order given.
 */
export function rocFigure(
  { sets }: Pick<EvaluationResult, 'sets'>,
  models: readonly DrawnModel[],
  notes: readonly string[],
): TopLevelSpec {
  const panels = sets.map(({ set }) => {
    const series = models.map((model, place) => curveOf(model, { set, place, of: models.length }));
    const panel = linePanel(series, {
      ...{ title: setTitles[set], width: side, height: side },
      x: { title: '1 − Specificity', domain: [0, 1], format: '.1f' },
      y: { title: 'Sensitivity', domain: [0, 1], format: '.1f' },
      dashed: [diagonal],
    });
    const legend = seriesLegend(series, { width: side, columns: 1 });
    return { vconcat: series.length === 0 ? [panel] : [panel, legend], spacing: 8 };
  });
  return footnoted(panels, { notes });
}

function curveOf(
  { name, model, style }: DrawnModel,
  { set, place, of }: { readonly set: EvaluatedSet; readonly place: number; readonly of: number },
): Series {
  const performance = performanceIn(model, set);
  const auc = performance?.auc.value ?? null;
  const points = (performance?.roc ?? []).map(({ fpr, tpr }) => ({ x: fpr, y: tpr }));
  return {
    style,
    name,
    value: ` (${auc === null ? 'NA' : fixedText(auc, 3)})`,
    points,
    // Specificity falls and sensitivity rises along the curve, so that their distance never turns.
    marks: marksAlong(points, { along: ({ x, y }) => (x + y) / 2, place, of }),
  };
}
