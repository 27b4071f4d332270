import type { OverlayColours, Rgb } from '../../viewer/axial-view.ts';
import { token, type Token } from '../../ui/theme.ts';

/** The theme's colours for the mask and for what a preview would change. */
export function overlayColours(): OverlayColours {
  return { mask: rgb('mask'), added: rgb('accent'), removed: rgb('second-reader') };
}

/** A `#rrggbb` token as three numbers. */
export function rgb(name: Token): Rgb {
  const value = Number.parseInt(token(name).slice(1, 7), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
