import { interFont } from './inter-font.ts';

const textElement = /<text ([^>]*)>([^]*?)<\/text>/g;
const lineElement = /<tspan([^>]*)>([^]*?)<\/tspan>/g;

/**
 * The drawing with every text as a path of Inter's outlines. Handles what our drawings have: a line,
 * or lines as `tspan`, each with its size on the text element.
 */
export function withOutlines(svg: string): string {
  return svg.replace(textElement, (_, written: string, content: string) => {
    const attributes = attributesOf(written);
    const lines = [...content.matchAll(lineElement)];
    const path =
      lines.length === 0
        ? outline(unescaped(content), 0, attributes)
        : linesOutline(lines, attributes);
    const transform = attributes.get('transform');
    return `<path ${transform ? `transform="${transform}" ` : ''}fill="${attributes.get('fill') ?? '#000000'}" d="${path}"/>`;
  });
}

type Attributes = ReadonlyMap<string, string>;

function attributesOf(written: string): Attributes {
  return new Map(
    [...written.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  );
}

function linesOutline(lines: readonly RegExpMatchArray[], attributes: Attributes): string {
  let baseline = 0;
  return lines
    .map(([, written, content]) => {
      baseline += Number.parseFloat(attributesOf(written).get('dy') ?? '0');
      return outline(unescaped(content), baseline, attributes);
    })
    .join('');
}

const anchored: Readonly<Record<string, number>> = { start: 0, middle: 0.5, end: 1 };

/** Path of a line of text with its anchor at 0 and its baseline where it is told. */
function outline(text: string, baseline: number, attributes: Attributes): string {
  const { font } = interFont(attributes.get('font-weight') === 'bold' ? 'bold' : 'regular');
  const scale = Number.parseFloat(attributes.get('font-size') ?? '11') / font.unitsPerEm;
  const run = font.layout(text);
  let pen = -run.advanceWidth * (anchored[attributes.get('text-anchor') ?? 'start'] ?? 0);
  return run.glyphs
    .map((glyph, n) => {
      const { xOffset, yOffset, xAdvance } = run.positions[n];
      const at = [pen + xOffset, yOffset] as const;
      pen += xAdvance;
      return glyph.path.commands
        .map(({ command, args }) => {
          const placed = args.map((value, k) =>
            // Fonts count upwards, drawings downwards.
            k % 2 === 0 ? (value + at[0]) * scale : baseline - (value + at[1]) * scale,
          );
          return letters[command] + placed.map((value) => Math.round(value * 100) / 100).join(' ');
        })
        .join('');
    })
    .join('');
}

const letters = {
  moveTo: 'M',
  lineTo: 'L',
  quadraticCurveTo: 'Q',
  bezierCurveTo: 'C',
  closePath: 'Z',
} as const;

const entities: Readonly<Record<string, string>> = {
  ...{ '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&apos;': "'", '&amp;': '&' },
};

function unescaped(xml: string): string {
  return xml.replace(/&[#\w]+;/g, (entity) => entities[entity] ?? entity);
}
