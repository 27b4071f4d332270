import type { GlyphRun } from 'fontkit';
import { figureFont } from './figure-fonts.ts';
import { textRuns, textWidth } from './text-runs.ts';
import { unescaped } from './xml-text.ts';

// An element without text ends in itself.
const textElement = /<text ([^>]*)(?<!\/)>([^]*?)<\/text>/g;
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
  const weight = attributes.get('font-weight') === 'bold' ? 'bold' : 'regular';
  const size = Number.parseFloat(attributes.get('font-size') ?? '11');
  const anchor = anchored[attributes.get('text-anchor') ?? 'start'] ?? 0;
  let pen = -textWidth(text, size, weight) * anchor;
  return textRuns(text, weight)
    .map(({ family, text: piece }) => {
      const { font } = figureFont(family, weight);
      const scale = size / font.unitsPerEm;
      const run = font.layout(piece);
      const path = glyphsOutline(run, { scale, pen, baseline });
      pen += run.advanceWidth * scale;
      return path;
    })
    .join('');
}

interface Place {
  /** Size of a unit of the font. */
  readonly scale: number;
  /** Where the first glyph stands. */
  readonly pen: number;
  readonly baseline: number;
}

function glyphsOutline({ glyphs, positions }: GlyphRun, { scale, pen, baseline }: Place): string {
  let advance = 0;
  return glyphs
    .map((glyph, n) => {
      const { xOffset, yOffset, xAdvance } = positions[n];
      const at = advance + xOffset;
      advance += xAdvance;
      return glyph.path.commands
        .map(({ command, args }) => {
          const placed = args.map((value, k) =>
            // Fonts count upwards, drawings downwards.
            k % 2 === 0 ? pen + (value + at) * scale : baseline - (value + yOffset) * scale,
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
