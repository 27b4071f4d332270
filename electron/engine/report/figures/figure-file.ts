import type { FigureFormat, FigureName } from '#contract/evaluation/figures.ts';
import type { FigureData } from './figure-data.ts';

/**
 * A figure as the bytes of a file: SVG with text as outlines, which looks the same whatever fonts are
 * there; PNG with 300 dots per inch; PDF with the font inside and text to select. The same data give
 * the same bytes.
 *
 * @throws RangeError when the data lack what the figure shows; see `figuresOf`.
 */
export async function figureFile(
  name: FigureName,
  data: FigureData,
  format: FigureFormat,
): Promise<Uint8Array> {
  // The libraries that draw take a second to load, for which nothing else should wait.
  const { renderFigure } = await import('./render-figure.ts');
  return renderFigure(name, data, format);
}

/** A figure as SVG, as `figureFile` writes it. */
export async function figureSvg(name: FigureName, data: FigureData): Promise<string> {
  return new TextDecoder().decode(await figureFile(name, data, 'svg'));
}
