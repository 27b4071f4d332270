import type { Comparison } from '#contract/procedures/feature-comparison.ts';
import { featureNumber } from '../../ui/feature-text.ts';

export type ComparedColumn = Comparison['columns'][number];

/** Names that are spelled out before the rest is only counted. */
const spelled = 6;

/** Whether a column differs in a case, or has a value on one side alone. */
export function isMoved({ moved, oneSided }: ComparedColumn): boolean {
  return moved + oneSided > 0;
}

/** The outcome in a sentence or two. */
export function comparisonSummary({ cases, columns, matchedBy }: Comparison): string {
  const moved = columns.filter(isMoved);
  const common = `${cases.length === 1 ? '1 case' : `${cases.length} cases`} in common, matched by ${matchedBy.join(' and ')}.`;
  if (moved.length === 0) return `${common} No column moved: every value is the same.`;
  const largest = moved.reduce((most, column) =>
    column.maxRelative > most.maxRelative ? column : most,
  );
  const worst =
    largest.worstCase === null
      ? ''
      : ` The largest relative difference is ${featureNumber(largest.maxRelative)}, in ${largest.column} of ${largest.worstCase}.`;
  return `${common} ${moved.length} of ${columns.length} columns moved.${worst}`;
}

/** What only one side has, a sentence each. */
export function leftoverSentences({ onlyFirst, onlySecond }: Comparison): readonly string[] {
  const sides = [
    ['first', onlyFirst],
    ['second', onlySecond],
  ] as const;
  return sides.flatMap(([side, { cases, columns }]) => [
    ...(cases.length > 0 ? [`Cases only in the ${side}: ${listed(cases)}.`] : []),
    ...(columns.length > 0 ? [`Columns only in the ${side}: ${listed(columns)}.`] : []),
  ]);
}

function listed(names: readonly string[]): string {
  const more = names.length - spelled;
  return `${names.slice(0, spelled).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
