import type { FigureFormat, FigureName } from '#contract/evaluation/figures.ts';
import { drawFigure } from './draw-figure.ts';
import type { FigureData } from './figure-data.ts';
import { withOutlines } from './outline-text.ts';
import { pdfOf } from './pdf.ts';
import { pngOf } from './png.ts';
import { withPrintedSize } from './sized-svg.ts';

type Render = (drawing: string) => Uint8Array | Promise<Uint8Array>;

const renderers: { readonly [F in FigureFormat]: Render } = {
  svg: (drawing) => Buffer.from(withPrintedSize(withOutlines(drawing)), 'utf8'),
  png: (drawing) => pngOf(withOutlines(drawing)),
  pdf: pdfOf,
};

export async function renderFigure(
  name: FigureName,
  data: FigureData,
  format: FigureFormat,
): Promise<Uint8Array> {
  return renderers[format](await drawFigure(name, data));
}
