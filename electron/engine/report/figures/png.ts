import { crc32 } from 'node:zlib';
import { Resvg } from '@resvg/resvg-js';
import { sizeOf } from './sized-svg.ts';

/** Dots per inch that journals ask for. */
const resolution = 300;

/** A drawing with outlined text as PNG at 300 dots per inch, which the file says. */
export function pngOf(svg: string): Uint8Array {
  const [width] = sizeOf(svg);
  const value = Math.round((width / 72) * resolution);
  const image = new Resvg(svg, {
    fitTo: { mode: 'width', value },
    font: { loadSystemFonts: false },
  }).render();
  return withResolution(image.asPng());
}

/** Bytes before the first chunk after the header: signature 8, IHDR 4 + 4 + 13 + 4. */
const headerEnd = 33;

/** Adds the chunk that tells a program how large to print the pixels. */
function withResolution(png: Buffer): Uint8Array {
  const perMetre = Math.round(resolution / 0.0254);
  const chunk = Buffer.alloc(21);
  chunk.writeUInt32BE(9, 0);
  chunk.write('pHYs', 4, 'latin1');
  chunk.writeUInt32BE(perMetre, 8);
  chunk.writeUInt32BE(perMetre, 12);
  chunk.writeUInt8(1, 16);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 17)), 17);
  return Buffer.concat([png.subarray(0, headerEnd), chunk, png.subarray(headerEnd)]);
}
