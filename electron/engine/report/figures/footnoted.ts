import type { TopLevelSpec } from 'vega-lite';
import type { NonNormalizedSpec } from 'vega-lite/types_unstable/spec/index.js';
import { plainConfig, textSize } from './theme.ts';

/** Panels side by side, with the notes that must go with them below. */
export function footnoted(
  panels: readonly NonNormalizedSpec[],
  notes: readonly string[],
): TopLevelSpec {
  return {
    hconcat: [...panels],
    spacing: 10,
    ...(notes.length === 0
      ? {}
      : {
          title: {
            text: [...notes],
            ...{ orient: 'bottom', anchor: 'start', offset: 8 },
            ...{ fontSize: textSize.label, fontWeight: 'normal' },
          },
        }),
    config: plainConfig,
  };
}
