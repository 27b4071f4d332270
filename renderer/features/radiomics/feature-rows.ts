import { describeFeature } from '#contract/feature-definitions.ts';
import type { FeatureValue } from '#contract/procedures/risk.ts';

/** One line of the table. */
export interface FeatureRow extends FeatureValue {
  /** The column's name, by which the table tells rows apart. */
  readonly id: string;
  /** Place among the preset's columns, from 1. */
  readonly number: number;
  /** What the feature measures; empty where nothing is written of it. */
  readonly definition: string;
  /** Share of the cohort with a smaller value, 0 to 1; null while unknown. */
  readonly percentile: number | null;
}

export function featureRows(
  values: readonly FeatureValue[],
  percentiles: Readonly<Record<string, number>>,
): readonly FeatureRow[] {
  return values.map((value, at) => ({
    ...value,
    id: value.column,
    number: at + 1,
    definition: describeFeature(value) ?? '',
    percentile: percentiles[value.column] ?? null,
  }));
}

/** What is looked for; null stands for every image or family. */
export interface FeatureFilter {
  readonly text: string;
  readonly image: string | null;
  readonly family: string | null;
}

export const noFilter: FeatureFilter = { text: '', image: null, family: null };

/** Rows that hold every word of the text in their column's name, IBSI code or definition. */
export function filterRows(
  rows: readonly FeatureRow[],
  { text, image, family }: FeatureFilter,
): readonly FeatureRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (image !== null && row.image !== image) return false;
    if (family !== null && row.family !== family) return false;
    const told = `${row.column} ${row.ibsi ?? ''} ${row.definition}`.toLowerCase();
    return words.every((word) => told.includes(word));
  });
}
