/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Colours at equal steps; between them they are mixed. */
export type ColourMap = readonly Rgb[];

/** For what is an image to the eye already. */
export const greys = colours('000000 ffffff');

/**
 * For values without a special middle: viridis, dark to bright in even steps, also in grey and for
 * colour-blind readers. Every 16th of its 256 colours (Smith and van der Walt, matplotlib, CC0).
 */
export const sequential = colours(
  '440154 48186a 472d7b 424086 3b528b 33638d 2c728e 26828e 21918c 1f9f88 27ad81 3dbc74 5cc863 81d34d aadc32 d5e21a fde725',
);

/**
 * For values whose 0 means nothing: berlin, blue and red out of the dark, about as bright at both
 * ends and apart for colour-blind readers. Every 16th of its 256 colours (Crameri, Scientific colour
 * maps 8, doi:10.5281/zenodo.1243862, MIT).
 */
export const diverging = colours(
  '9eb0ff 79abed 519fd3 3685ad 286886 1d4b61 14303e 111a20 190c09 2a0e01 3f1201 591c07 7b321c 9c4f3d bc6d61 dd8d86 ffadad',
);

/** @param share Place in the map, 0 to 1; what lies outside gets the colour of that end. */
export function colourAt(map: ColourMap, share: number): Rgb {
  const place = Math.min(1, Math.max(0, share)) * (map.length - 1);
  const at = Math.min(map.length - 2, Math.floor(place));
  const mixed = (channel: 0 | 1 | 2): number =>
    Math.round(map[at][channel] + (place - at) * (map[at + 1][channel] - map[at][channel]));
  return [mixed(0), mixed(1), mixed(2)];
}

/** The map from left to right, for a legend. */
export function cssGradient(map: ColourMap): string {
  return `linear-gradient(to right, ${map.map((colour) => `rgb(${colour.join(' ')})`).join(', ')})`;
}

function colours(codes: string): ColourMap {
  return codes.split(' ').map((code): Rgb => {
    const value = Number.parseInt(code, 16);
    return [value >> 16, (value >> 8) & 255, value & 255];
  });
}
