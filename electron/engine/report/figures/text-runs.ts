import { families, figureFont, type FontFamily, type FontWeight } from './figure-fonts.ts';

/** A piece of a line that one font has all characters of. */
export interface TextRun {
  readonly family: FontFamily;
  readonly text: string;
}

/** Joiners and selectors, which change how others look and are none themselves. */
const invisible = /\p{Default_Ignorable_Code_Point}/u;

/**
 * A line in the fonts that have its characters. One that no font has stands as its code, `[U+1F600]`:
 * a box or a gap would not tell which it was.
 */
export function textRuns(text: string, weight: FontWeight = 'regular'): TextRun[] {
  const pieces = [...text]
    .filter((sign) => !invisible.test(sign))
    .map((sign) => pieceOf(sign, weight));
  return pieces.reduce<TextRun[]>((runs, piece) => {
    const last = runs.at(-1);
    if (last?.family !== piece.family) return [...runs, piece];
    return [...runs.slice(0, -1), { ...last, text: last.text + piece.text }];
  }, []);
}

function pieceOf(sign: string, weight: FontWeight): TextRun {
  const code = sign.codePointAt(0) ?? 0;
  const family = families.find((one) => figureFont(one, weight).font.hasGlyphForCodePoint(code));
  if (family) return { family, text: sign };
  return { family: families[0], text: `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]` };
}

/** Width of a line in the unit of the size, with kerning. */
export function textWidth(text: string, size: number, weight: FontWeight = 'regular'): number {
  return textRuns(text, weight).reduce((width, run) => {
    const { font } = figureFont(run.family, weight);
    return width + (font.layout(run.text).advanceWidth * size) / font.unitsPerEm;
  }, 0);
}

interface FitSpace {
  readonly size: number;
  readonly width: number;
}

/** The text, its beginning cut to what fits with the ending that must stay. */
export function fitted(text: string, ending: string, { size, width }: FitSpace): string {
  const fits = (line: string) => textWidth(line, size) <= width;
  if (fits(text + ending)) return text + ending;
  const signs = [...text];
  while (signs.length > 1 && !fits(`${signs.join('')}…${ending}`)) signs.pop();
  return `${signs.join('')}…${ending}`;
}

/** Lines broken between words and between ideographs; a word longer than the line stays whole. */
export function brokenText(text: string, space: FitSpace, weight: FontWeight): string[] {
  const fits = (line: string) => textWidth(line.trimEnd(), space.size, weight) <= space.width;
  return text
    .split(/(?<= )|(?<=\p{Ideographic})|(?=\p{Ideographic})/u)
    .reduce<string[]>((lines, word) => {
      const last = lines.at(-1);
      if (last === undefined || !fits(last + word)) return [...lines, word];
      return [...lines.slice(0, -1), last + word];
    }, [])
    .map((line) => line.trimEnd());
}
