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

// Files of other encoders are decoded in the torture set, where it is at hand; here the library's
// own encoders show that every decoder is there and exact.
const encoders: { readonly [Name in CodecName]: (context: CodecContext) => CodecContext } = {
  rle: (context) => NativeCodecs.encodeRle(context),
  jpeg: (context) => NativeCodecs.encodeJpeg(context, { lossy: false, predictor: 1 }),
  'jpeg-ls': (context) => NativeCodecs.encodeJpegLs(context, { lossy: false }),
  'jpeg-2000': (context) => NativeCodecs.encodeJpeg2000(context, { lossy: false }),
  htj2k: (context) => NativeCodecs.encodeHtJpeg2000(context, { lossy: false }),
  'jpeg-xl': (context) => NativeCodecs.encodeJpegXl(context, { lossy: false }),
};

test.each(Object.keys(encoders) as CodecName[])('lossless %s comes back exactly', async (codec) => {
  // JPEG XL has no signed samples.
  const signed = codec !== 'jpeg-xl';
  const stored = signed ? pixels : pixels.map((value) => value + 2000);
  const context = new Context({
    width: format.columns,
    height: format.rows,
    bitsAllocated: 16,
    bitsStored: 16,
    samplesPerPixel: 1,
    pixelRepresentation: Number(signed),
    planarConfiguration: 0,
    photometricInterpretation: 'MONOCHROME2',
    decodedBuffer: new Uint8Array(stored.buffer),
  });
  const frame = Uint8Array.from(encoders[codec](context).getEncodedBuffer() ?? []);
  expect(frame).not.toEqual(new Uint8Array(stored.buffer));
  const decoded = await decompress(codec, frame, { ...format, signed });
  expect(new Int16Array(Uint8Array.from(decoded).buffer)).toEqual(stored);
});

test('noise is an error, not an image', async () => {
  const noise = Uint8Array.from({ length: 500 }, (_, n) => (n * 97) % 256);
  for (const codec of ['jpeg', 'jpeg-ls', 'jpeg-2000', 'htj2k', 'jpeg-xl'] as const) {
    await expect(decompress(codec, noise, format)).rejects.toThrow();
  }
});
