import codecs from 'dcmjs-codecs';
import type { PixelFormat } from './instance.ts';
import type { CodecName } from './transfer-syntax.ts';

const { Context, log, NativeCodecs } = codecs;
type Decode = (context: InstanceType<typeof Context>) => InstanceType<typeof Context>;

// The codecs' own words about a damaged frame come with the exception; on the console they are noise.
log.setLevel('silent');

const decoders: { readonly [Name in CodecName]: Decode } = {
  rle: (context) => NativeCodecs.decodeRle(context),
  jpeg: (context) => NativeCodecs.decodeJpeg(context),
  'jpeg-ls': (context) => NativeCodecs.decodeJpegLs(context),
  'jpeg-2000': (context) => NativeCodecs.decodeJpeg2000(context),
  htj2k: (context) => NativeCodecs.decodeHtJpeg2000(context),
  'jpeg-xl': (context) => NativeCodecs.decodeJpegXl(context),
};

let ready: Promise<void> | undefined;

/**
 * Decompresses one single-channel frame.
 *
 * @returns Little-endian samples of `bitsAllocated` bits, row by row.
 * @throws Error with the codec's words when the frame is damaged.
 */
export async function decompress(
  codec: CodecName,
  frame: Uint8Array,
  format: PixelFormat,
): Promise<Uint8Array> {
  ready ??= NativeCodecs.initializeAsync();
  await ready;
  const context = new Context({
    width: format.columns,
    height: format.rows,
    bitsAllocated: format.bitsAllocated,
    bitsStored: format.bitsStored,
    samplesPerPixel: 1,
    pixelRepresentation: Number(format.signed),
    planarConfiguration: 0,
    photometricInterpretation: format.photometric,
    encodedBuffer: frame,
  });
  return decoders[codec](context).getDecodedBuffer() ?? new Uint8Array();
}
