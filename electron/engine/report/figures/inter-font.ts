import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { create, type Font } from 'fontkit';

/** The weights that figures use. */
const files = {
  regular: '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  bold: '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
} as const;
export type FontWeight = keyof typeof files;

export interface InterFont {
  readonly bytes: Uint8Array;
  readonly font: Font;
}

const loaded = new Map<FontWeight, InterFont>();

/** Inter as it comes with the program, read once: every machine draws and measures with the same. */
export function interFont(weight: FontWeight): InterFont {
  const known = loaded.get(weight);
  if (known) return known;
  const bytes = readFileSync(fileURLToPath(import.meta.resolve(files[weight])));
  const font = create(bytes);
  if (!('layout' in font)) throw new TypeError(`${files[weight]} is not a single font`);
  const inter = { bytes, font };
  loaded.set(weight, inter);
  return inter;
}

/** Width of a line in the unit of the size, with kerning. */
export function textWidth(text: string, size: number, weight: FontWeight = 'regular'): number {
  const { font } = interFont(weight);
  return (font.layout(text).advanceWidth * size) / font.unitsPerEm;
}

/** The text, its beginning cut to what fits with the ending that must stay. */
export function fitted(text: string, ending: string, { size, width }: FitSpace): string {
  const fits = (line: string) => textWidth(line, size) <= width;
  if (fits(text + ending)) return text + ending;
  const signs = [...text];
  while (signs.length > 1 && !fits(`${signs.join('')}…${ending}`)) signs.pop();
  return `${signs.join('')}…${ending}`;
}

interface FitSpace {
  readonly size: number;
  readonly width: number;
}
