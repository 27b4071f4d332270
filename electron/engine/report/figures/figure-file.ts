import type { FigureName } from '#contract/procedures/evaluation.ts';
import { drawFigure } from './draw-figure.ts';
import type { FigureData } from './figure-data.ts';
import { withOutlines } from './outline-text.ts';
import { pdfOf } from './pdf.ts';
import { pngOf } from './png.ts';
import { withPrintedSize } from './sized-svg.ts';

/** Endings of the files of a figure. */
export const figureFormats = ['svg', 'png', 'pdf'] as const;
export type FigureFormat = (typeof figureFormats)[number];

/**
 * A figure as SVG, with text as outlines: it looks the same wherever it is opened, whatever fonts are
 * there. The same data give the same string.
 *
 * @throws RangeError when the data lack what the figure shows; see `figuresOf`.
 */
export async function figureSvg(name: FigureName, data: FigureData): Promise<string> {
  return withPrintedSize(withOutlines(await drawFigure(name, data)));
}

/** A figure as the bytes of a file; PNG has 300 dots per inch, PDF the font and text to select. */
export async function figureFile(
  name: FigureName,
  data: FigureData,
  format: FigureFormat,
): Promise<Uint8Array> {
  const drawing = await drawFigure(name, data);
  switch (format) {
    case 'svg':
      return Buffer.from(withPrintedSize(withOutlines(drawing)), 'utf8');
    case 'png':
      return pngOf(withOutlines(drawing));
    case 'pdf':
      return pdfOf(drawing);
  }
}
