import type { BalanceRow, CohortFlow } from '#contract/procedures/cohort.ts';
import type { FigureName } from '#contract/evaluation/figures.ts';
import type { EvaluationResult } from '#contract/evaluation/result.ts';

/** What figures are drawn from; null for what a study does not have. */
export interface FigureData {
  readonly result: EvaluationResult | null;
  readonly flow: CohortFlow | null;
  readonly balance: readonly BalanceRow[] | null;
}

type Part = keyof FigureData;

/** What each figure is drawn from. */
const sources: { readonly [F in FigureName]: Part } = {
  flowchart: 'flow',
  'roc-networks': 'result',
  'roc-fusion': 'result',
  calibration: 'result',
  'decision-curve': 'result',
  'love-plot': 'balance',
};

/** Figures that these data can fill, in the order of the study. */
export function figuresOf(data: FigureData): FigureName[] {
  const models = data.result?.models ?? [];
  const hasContent: { readonly [F in FigureName]: () => boolean } = {
    flowchart: () => true,
    'roc-networks': () => true,
    'roc-fusion': () => models.some(({ table3 }) => table3 !== null),
    calibration: () => models.some(({ probabilities }) => probabilities),
    'decision-curve': () => models.some(({ probabilities }) => probabilities),
    'love-plot': () => true,
  };
  return (Object.keys(sources) as FigureName[]).filter(
    (name) => data[sources[name]] !== null && hasContent[name](),
  );
}

/** The part that a figure needs. @throws RangeError naming the figure and what is missing. */
export function requirePart<P extends Part>(
  name: FigureName,
  data: FigureData,
  part: P,
): NonNullable<FigureData[P]> {
  const found = data[part];
  if (found === null) throw new RangeError(`the figure "${name}" needs a ${part}`);
  return found;
}
