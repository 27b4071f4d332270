import type { TopLevelSpec } from 'vega-lite';
import type { EvaluationResult } from '#contract/evaluation/result.ts';
import type { EvaluatedSet } from '#contract/evaluation/settings.ts';
import { performanceIn, setTitles, type NamedModel } from '../tables/documents/study-names.ts';
import type { DrawnModel } from './drawn-models.ts';
import { footnoted } from './footnoted.ts';
import { linePanel } from './line-panel.ts';
import { marksAlong, seriesLegend, type Point, type Series } from './series-layers.ts';
import { referenceStyles } from './theme.ts';

const side = 125;

/**
 * Net benefit over the threshold at which a patient would be treated, a panel a set: each model,
 * treating all and treating none. Each panel is as high as its set's prevalence, the most that a
 * model can reach, and ends a fifth of that below zero.
 */
export function decisionFigure(
  { sets }: Pick<EvaluationResult, 'sets'>,
  models: readonly DrawnModel[],
  notes: readonly string[],
): TopLevelSpec {
  const strategies = [
    ...models.map(({ name, style }) => ({ name, style })),
    { name: 'Treat all', style: referenceStyles.grey },
    { name: 'Treat none', style: referenceStyles.black },
  ];
  const panels = sets.map(({ set, n, positives }) => {
    const highest = Math.max(0.05, positives / Math.max(1, n));
    const floor = -0.2 * highest;
    const lines = [
      ...models.map(({ model }) => benefitOf(model, set)),
      treatAll(models, set),
      [
        { x: 0, y: 0 },
        { x: 1, y: 0 },
      ],
    ].map((points) => downTo(floor, points));
    const series = strategies.map((strategy, place): Series => {
      const points = lines[place];
      const marks = marksAlong(points, { along: ({ x }) => x, place, of: models.length });
      return { ...strategy, points, marks };
    });
    return linePanel(series, {
      ...{ title: setTitles[set], width: side, height: side },
      x: { title: 'Threshold probability', domain: [0, 1], format: '.1f' },
      y: { title: 'Net benefit', domain: [floor, 1.05 * highest], format: '.2f' },
      dashed: [],
    });
  });
  const legend = seriesLegend(strategies, { width: 450, columns: 3 });
  return footnoted(panels, { notes, legend });
}

function benefitOf({ sets }: NamedModel['model'], set: EvaluatedSet): Point[] {
  const told = performanceIn({ sets }, set)?.netBenefit ?? [];
  return told.map(({ threshold, model }) => ({ x: threshold, y: model }));
}

/** Treating all is the same whichever model it is told beside. */
function treatAll(models: readonly NamedModel[], set: EvaluatedSet): Point[] {
  const told = models.map(({ model }) => performanceIn(model, set)?.netBenefit ?? []);
  const first = told.find((benefits) => benefits.length > 0) ?? [];
  return first.map(({ threshold, all }) => ({ x: threshold, y: all }));
}

/**
 * The part of a curve down to where it first falls below the floor. Towards a threshold of 1 net
 * benefit falls without end, and nothing is told by how far.
 */
function downTo(floor: number, points: readonly Point[]): Point[] {
  const end = points.findIndex(({ y }) => y < floor);
  if (end < 0) return [...points];
  const kept = points.slice(0, end);
  const [from, to] = [kept.at(-1), points[end]];
  if (!from) return [];
  const share = (floor - from.y) / (to.y - from.y);
  return [...kept, { x: from.x + share * (to.x - from.x), y: floor }];
}
