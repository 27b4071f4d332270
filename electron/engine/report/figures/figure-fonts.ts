import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { create, type Font } from 'fontkit';

/**
 * The fonts of figures in the order in which a character looks for one, two weights each: Inter, and
 * for the names of hospitals and models that it has no letters for one with Chinese and Japanese.
 */
const files = {
  Inter: {
    regular: '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
    bold: '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
  },
  'Noto Sans SC': {
    regular: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
    bold: '@expo-google-fonts/noto-sans-sc/600SemiBold/NotoSansSC_600SemiBold.ttf',
  },
} as const;
export type FontFamily = keyof typeof files;
export type FontWeight = keyof (typeof files)[FontFamily];

export const families = Object.keys(files) as FontFamily[];

export interface FigureFont {
  readonly bytes: Uint8Array;
  readonly font: Font;
}

const loaded = new Map<string, FigureFont>();

/**
 * A font as it comes with the program, read once and only when a text needs it: every machine draws and
 * measures with the same.
 */
export function figureFont(family: FontFamily, weight: FontWeight): FigureFont {
  const file = files[family][weight];
  const known = loaded.get(file);
  if (known) return known;
  const bytes = readFileSync(fileURLToPath(import.meta.resolve(file)));
  const font = create(bytes);
  if (!('layout' in font)) throw new TypeError(`${file} is not a single font`);
  const read = { bytes, font };
  loaded.set(file, read);
  return read;
}
