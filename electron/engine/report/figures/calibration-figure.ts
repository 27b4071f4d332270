import type { TopLevelSpec } from 'vega-lite';
import type { Field } from 'vega-lite/types_unstable/channeldef.js';
import type { LayerSpec } from 'vega-lite/types_unstable/spec/index.js';
import type { EvaluationResult } from '#contract/evaluation/result.ts';
import type { EvaluatedSet } from '#contract/evaluation/settings.ts';
import { performanceIn, setTitles, type NamedModel } from '../tables/documents/study-names.ts';
import { footnoted } from './footnoted.ts';
import { fitted } from './text-runs.ts';
import { linePanel } from './line-panel.ts';
import type { Point } from './series-layers.ts';
import { textSize } from './theme.ts';

/** Height in points that the rows of all models share on a page. */
const pageHeight = 620;
const largestSide = 120;
const smallestSide = 60;
const titleWidth = 100;

const identity: readonly Point[] = [
  { x: 0, y: 0 },
  { x: 1, y: 1 },
];

/**
 * Observed share of pN+ over predicted probability: a row a model, a column a set. Points are the
 * groups of equal size with their intervals; the dashed line is perfect calibration.
 */
export function calibrationFigure(
  { sets }: Pick<EvaluationResult, 'sets'>,
  models: readonly NamedModel[],
  notes: readonly string[],
): TopLevelSpec {
  const gap = 12;
  const side = Math.min(
    largestSide,
    Math.max(smallestSide, pageHeight / Math.max(1, models.length) - gap),
  );
  const ticks = side > 90 ? [0, 0.2, 0.4, 0.6, 0.8, 1] : [0, 0.5, 1];
  const fittedName = ({ name }: NamedModel) =>
    fitted(name, '', { size: textSize.title, width: side + gap });
  const panels = models.flatMap((model, row) =>
    sets.map(({ set }, column) => {
      const last = row === models.length - 1;
      return linePanel(
        [],
        {
          ...{ title: row === 0 ? setTitles[set] : null, width: side, height: side },
          x: {
            ...{ title: last ? 'Predicted probability' : null, domain: [0, 1] },
            ...{ format: '.1f', ticks, labels: last },
          },
          y: {
            ...{
              title: column === 0 ? [fittedName(model), 'Observed share'] : null,
              domain: [0, 1],
            },
            ...{ format: '.1f', ticks, labels: column === 0 },
          },
          dashed: [identity],
        },
        groupLayers(model, set),
      );
    }),
  );
  // Plots narrower than the name of their set stand further apart.
  const spacing = { row: gap, column: Math.max(gap, titleWidth - side) };
  return footnoted(panels, { notes, columns: sets.length, spacing, bounds: 'flush' });
}

type Layer = LayerSpec<Field>['layer'][number];

function groupLayers({ model }: NamedModel, set: EvaluatedSet): Layer[] {
  const groups = performanceIn(model, set)?.calibration ?? [];
  const values = groups.map(({ predicted, observed, interval: [low, high] }) => ({
    ...{ x: predicted, y: observed, low, high },
  }));
  const x = { field: 'x', type: 'quantitative' as const };
  return [
    {
      data: { values },
      mark: { type: 'rule', color: '#0072b2', strokeWidth: 0.7 },
      encoding: { x, y: { field: 'low', type: 'quantitative' }, y2: { field: 'high' } },
    },
    {
      data: { values },
      mark: { type: 'line', color: '#0072b2', strokeWidth: 0.7 },
      encoding: { x, y: { field: 'y', type: 'quantitative' } },
    },
    {
      data: { values },
      mark: { type: 'point', filled: true, color: '#0072b2', size: 14, opacity: 1 },
      encoding: { x, y: { field: 'y', type: 'quantitative' } },
    },
  ];
}
