import type { TopLevelSpec } from 'vega-lite';
import type { NonNormalizedSpec } from 'vega-lite/types_unstable/spec/index.js';
import { plainConfig, textSize } from './theme.ts';

interface Arrangement {
  /** Lines of text below everything. */
  readonly notes: readonly string[];
  /** By default all panels stand in one row. */
  readonly columns?: number;
  readonly spacing?: { readonly row: number; readonly column: number };
  /** `flush` lines up the plots, whatever axes they have; by default panels keep clear of each other. */
  readonly bounds?: 'full' | 'flush';
  /** One legend for all panels, below them. */
  readonly legend?: NonNormalizedSpec;
}

/** Panels in rows, their legend, and the notes that must go with them. */
export function footnoted(
  panels: readonly NonNormalizedSpec[],
  arrangement: Arrangement,
): TopLevelSpec {
  const { notes, columns = panels.length, spacing = { row: 10, column: 10 } } = arrangement;
  const { bounds = 'full', legend } = arrangement;
  const row: NonNormalizedSpec = { concat: [...panels], columns, spacing, bounds };
  const spec: TopLevelSpec = {
    vconcat: legend ? [row, legend] : [row],
    spacing: 8,
    config: plainConfig,
  };
  if (notes.length === 0) return spec;
  const below = { orient: 'bottom', anchor: 'start', frame: 'bounds', offset: 8 } as const;
  const plain = { fontSize: textSize.label, fontWeight: 'normal' } as const;
  return { ...spec, title: { text: [...notes], ...below, ...plain } };
}
