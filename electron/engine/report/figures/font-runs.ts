import { families } from './figure-fonts.ts';
import { textRuns } from './text-runs.ts';
import { escaped, unescaped } from './xml-text.ts';

// An element without text ends in itself.
const textElement = /<text ([^>]*)(?<!\/)>([^]*?)<\/text>/g;
const content = /(^|>)([^<]+)/g;

/** The drawing with each piece of text that is not in the first font under the name of its own. */
export function withFontRuns(svg: string): string {
  return svg.replace(textElement, (_, attributes: string, inner: string) => {
    const weight = attributes.includes('font-weight="bold"') ? 'bold' : 'regular';
    const runs = inner.replace(content, (__, before: string, xml: string) => {
      const pieces = textRuns(unescaped(xml), weight).map(({ family, text }) =>
        family === families[0]
          ? escaped(text)
          : `<tspan font-family="${family}">${escaped(text)}</tspan>`,
      );
      return before + pieces.join('');
    });
    return `<text ${attributes}>${runs}</text>`;
  });
}
