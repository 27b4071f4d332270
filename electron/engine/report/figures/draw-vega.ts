import { parse, resetSVGDefIds, textMetrics, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { textWidth } from './text-runs.ts';

// Vega documents this hook for programs that measure text themselves; its types leave it out.
declare module 'vega' {
  export const textMetrics: {
    width: (item: { fontSize?: number; fontWeight?: string | number }, text: unknown) => number;
  };
}

/** Draws a specification as SVG with text in Inter; the same one gives the same string. */
export async function drawVega(spec: TopLevelSpec): Promise<string> {
  // Without a canvas Vega guesses widths; measured with the font, titles and legends fit.
  textMetrics.width = ({ fontSize = 11, fontWeight }, text) =>
    textWidth(String(text), fontSize, fontWeight === 'bold' ? 'bold' : 'regular');
  // Ids of clipping paths are counted through the whole process.
  resetSVGDefIds();
  const view = new View(parse(compile(spec).spec), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  return svg;
}
