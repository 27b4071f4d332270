import { pageWidth, pointsPerMm } from './theme.ts';

const opening = /<svg [^>]*?viewBox="0 0 ([\d.]+) ([\d.]+)"[^>]*>/;

/** Width and height of a drawing in points. @throws TypeError when it does not say so. */
export function sizeOf(svg: string): readonly [width: number, height: number] {
  const found = /viewBox="-?[\d.]+ -?[\d.]+ ([\d.]+) ([\d.]+)"/.exec(svg);
  if (!found) throw new TypeError('a drawing without a viewBox has no size');
  return [Number(found[1]), Number(found[2])];
}

/**
 * The drawing with its printed size in millimetres and a name for those who cannot see it. One that
 * nearly fills a page's width gets margins until it does, so that its pixels are a round number.
 */
export function sized(svg: string, title: string): string {
  return svg.replace(opening, (_, w: string, h: string) => {
    const [width, height] = [Number(w), Number(h)];
    const full = width > 0.9 * pageWidth && width <= pageWidth ? round(pageWidth) : width;
    const left = round((full - width) / 2);
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${round(full / pointsPerMm)}mm" ` +
      `height="${round(height / pointsPerMm)}mm" viewBox="${-left} 0 ${full} ${height}">` +
      `<title>${title}</title><rect x="${-left}" width="${full}" height="${height}" fill="#ffffff"/>`
    );
  });
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
