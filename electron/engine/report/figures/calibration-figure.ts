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

/** Height in points that the rows of all models share on a page of A4 or letter. */
const pageHeight = 580;
/** Sides of a panel: of the rows of few models, and where two blocks of models stand side by side. */
const largestSide = 120;
const blockSide = 63;
/** Models from which they stand in two blocks. */
const manyModels = 7;
/** Between panels: beside each other, and below with the name of the next model between. */
const gap = { row: 19, column: 10 };

const identity: readonly Point[] = [
  { x: 0, y: 0 },
  { x: 1, y: 1 },
];

/**
 * Observed share of pN+ over predicted probability: a row a model, a column a set, and of many models
 * the second half beside the first. Points are the groups of equal size with their intervals; the
 * dashed line is perfect calibration.
 */
export function calibrationFigure(
  { sets }: Pick<EvaluationResult, 'sets'>,
  models: readonly NamedModel[],
  notes: readonly string[],
): TopLevelSpec {
  const blocks = models.length < manyModels ? 1 : 2;
  const rows = Math.max(1, Math.ceil(models.length / blocks));
  const most = blocks === 1 ? largestSide : blockSide;
  const side = Math.min(most, pageHeight / rows - gap.row);
  const columns = sets.map(({ set }) => set);
  const panels = Array.from({ length: blocks }, (_, block) => ({
    concat: blockPanels(models.slice(block * rows, (block + 1) * rows), columns, side),
    ...{ columns: sets.length, spacing: gap, bounds: 'flush' as const },
  }));
  return footnoted(panels, { notes });
}

/** Panels of some models, row by row; titles and numbers of axes stand at the outer ones alone. */
function blockPanels(
  models: readonly NamedModel[],
  sets: readonly EvaluatedSet[],
  side: number,
): LayerSpec<Field>[] {
  const large = side > 90;
  const ticks = large ? [0, 0.2, 0.4, 0.6, 0.8, 1] : [0, 0.5, 1];
  // Beside each other 1.0 and 0.0 would read as one number.
  const format = large ? '.1f' : '.1~f';
  const middle = Math.floor((sets.length - 1) / 2);
  const name = ({ name: text }: NamedModel) =>
    fitted(text, '', { size: textSize.title, width: sets.length * (side + gap.column) });
  return models.flatMap((model, row) =>
    sets.map((set, column) => {
      const last = row === models.length - 1;
      const first = column === 0;
      return linePanel(
        [],
        {
          ...{ title: row === 0 ? setTitles[set] : null, subtitle: first ? name(model) : '' },
          ...{ width: side, height: side },
          x: {
            title: last && column === middle ? 'Predicted probability' : null,
            ...{ domain: [0, 1], format, ticks, labels: last },
          },
          y: {
            title: first ? 'Observed share' : null,
            ...{ domain: [0, 1], format, ticks, labels: first },
          },
          dashed: [identity],
        },
        groupLayers(model, set),
      );
    }),
  );
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
