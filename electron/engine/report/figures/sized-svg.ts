import { pageWidth, pointsPerMm } from './theme.ts';

const opening = /<svg [^>]*?viewBox="0 0 ([\d.]+) ([\d.]+)"[^>]*>/;

/** Width and height of a drawing in points. @throws TypeError when it does not say so. */
export function sizeOf(svg: string): readonly [width: number, height: number] {
  const found = /viewBox="-?[\d.]+ -?[\d.]+ ([\d.]+) ([\d.]+)"/.exec(svg);
  if (!found) throw new TypeError('a drawing without a viewBox has no size');
  return [Number(found[1]), Number(found[2])];
}

/**
 * The drawing with a name for those who cannot see it. One that nearly fills a page's width gets
 * margins until it does, so that its pixels are a round number.
 */
export function framed(svg: string, title: string): string {
  return svg.replace(opening, (_, w: string, h: string) => {
    const [width, height] = [Number(w), Number(h)];
    const full = width > 0.9 * pageWidth && width <= pageWidth ? rounded(pageWidth) : width;
    const left = rounded((width - full) / 2);
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="${left} 0 ${full} ${height}">` +
      `<title>${title}</title><rect x="${left}" width="${full}" height="${height}" fill="#ffffff"/>`
    );
  });
}

/** The drawing with its printed size in millimetres. */
export function withPrintedSize(svg: string): string {
  const [width, height] = sizeOf(svg).map((points) => rounded(points / pointsPerMm));
  return svg.replace('<svg ', `<svg width="${width}mm" height="${height}mm" `);
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
