import codecs from 'dcmjs-codecs';
import { beforeAll, expect, test } from 'vitest';
import { decompress } from './codecs.ts';
import type { PixelFormat } from './instance.ts';
import type { CodecName } from './transfer-syntax.ts';

const { Context, NativeCodecs } = codecs;
type CodecContext = InstanceType<typeof Context>;

const format: PixelFormat = {
  rows: 24,
  columns: 32,
  bitsAllocated: 16,
  bitsStored: 16,
  highBit: 15,
  signed: true,
  photometric: 'MONOCHROME2',
};

/** A slope with a step, from -2000 to 3000 HU: smooth parts, an edge and negative values. */
const pixels = Int16Array.from({ length: 24 * 32 }, (_, n) => (n % 32 < 16 ? -2000 + n : 3000 - n));

beforeAll(() => NativeCodecs.initializeAsync());

// The torture set has files of other encoders for the rest; of these two there is none, so that
// the library's own encoder must do. What is shown is that the decoder is there and exact.
const encoders: { readonly [Name in CodecName]?: (context: CodecContext) => CodecContext } = {
  htj2k: (context) => NativeCodecs.encodeHtJpeg2000(context, { lossy: false }),
  'jpeg-xl': (context) => NativeCodecs.encodeJpegXl(context, { lossy: false }),
};

test.each(['htj2k', 'jpeg-xl'] as const)('%s comes back exactly', async (codec) => {
  const unsigned = { ...format, signed: false };
  // JPEG XL has no signed samples.
  const tested = codec === 'jpeg-xl' ? unsigned : format;
  const stored = codec === 'jpeg-xl' ? pixels.map((value) => value + 2000) : pixels;
  const context = new Context({
    width: tested.columns,
    height: tested.rows,
    bitsAllocated: 16,
    bitsStored: 16,
    samplesPerPixel: 1,
    pixelRepresentation: Number(tested.signed),
    planarConfiguration: 0,
    photometricInterpretation: 'MONOCHROME2',
    decodedBuffer: new Uint8Array(stored.buffer),
  });
  const frame = encoders[codec]?.(context).getEncodedBuffer() ?? new Uint8Array();
  expect(frame.length).toBeGreaterThan(0);
  expect(frame.length).toBeLessThan(stored.byteLength);
  const decoded = await decompress(codec, Uint8Array.from(frame), tested);
  expect(new Int16Array(Uint8Array.from(decoded).buffer)).toEqual(stored);
});

test('noise is an error, not an image', async () => {
  const noise = Uint8Array.from({ length: 500 }, (_, n) => (n * 97) % 256);
  for (const codec of ['jpeg', 'jpeg-ls', 'jpeg-2000', 'htj2k', 'jpeg-xl'] as const) {
    await expect(decompress(codec, noise, format)).rejects.toThrow();
  }
});
