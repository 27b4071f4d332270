import { openFileSource, type ByteSource, memorySource } from './byte-source.ts';
import { decompress } from './codecs.ts';
import { framesOf, readEncapsulated, type Span } from './encapsulated.ts';
import type { PixelFormat, PixelSource } from './instance.ts';
import { parseHeader } from './parse-header.ts';
import { frameBytes } from './pixel-format.ts';
import { RefusalError } from './refusal.ts';
import { type Samples, samplesOf, swapBytes } from './samples.ts';
import { type CodecName, TransferSyntax, transferSyntaxes } from './transfer-syntax.ts';

/** An open file, ready to decode any of its frames. */
export interface FrameReader {
  /** Stored values of frame `index` (0-based), row by row. */
  read(index: number): Promise<Samples>;
  close(): Promise<void>;
}

/** @throws RefusalError when the file no longer holds what its header promised. */
export async function openFrames(pixels: PixelSource): Promise<FrameReader> {
  const source = await openPixels(pixels);
  try {
    const codec = transferSyntaxes.get(pixels.transferSyntaxUid)?.codec ?? null;
    return codec === null
      ? nativeReader(source, pixels)
      : await encapsulatedReader(source, pixels, codec);
  } catch (error) {
    await source.close();
    throw error;
  }
}

/** Deflated files have no byte positions of their own and are inflated whole. */
async function openPixels({ path, transferSyntaxUid }: PixelSource): Promise<ByteSource> {
  const source = await openFileSource(path);
  if (transferSyntaxUid !== TransferSyntax.deflated) return source;
  try {
    const { inflated } = await parseHeader(source);
    if (!inflated) throw new RefusalError('damaged');
    return memorySource(inflated);
  } finally {
    await source.close();
  }
}

function nativeReader(source: ByteSource, pixels: PixelSource): FrameReader {
  const { format, offset } = pixels;
  const length = frameBytes(format);
  const bigEndian = pixels.transferSyntaxUid === TransferSyntax.explicitBig;
  return {
    read: async (index) => {
      const bytes = await source.read(offset + index * length, length);
      return samplesOf(bigEndian ? swapBytes(bytes, format.bitsAllocated) : bytes, format);
    },
    close: () => source.close(),
  };
}

async function encapsulatedReader(
  source: ByteSource,
  { format, offset, frameCount }: PixelSource,
  codec: CodecName,
): Promise<FrameReader> {
  const frames = await framesOf(source, await readEncapsulated(source, offset), frameCount);
  return {
    read: async (index) => {
      const frame = await concatenate(source, frames[index] ?? []);
      return samplesOf(await decompressed(codec, frame, format), format);
    },
    close: () => source.close(),
  };
}

/** Frames whose own size contradicts the header would be sheared, so they are refused. */
async function decompressed(
  codec: CodecName,
  frame: Uint8Array,
  format: PixelFormat,
): Promise<Uint8Array> {
  const expected = frameBytes(format);
  const pixels = await decompress(codec, frame, format).catch((cause: unknown) => {
    throw new RefusalError('damaged', { codec }, { cause });
  });
  // Codecs that work on whole words may add one byte to an odd count.
  if (pixels.length === expected || pixels.length === expected + (expected % 2)) return pixels;
  throw new RefusalError('damaged', { codec, bytes: pixels.length, expected });
}

async function concatenate(source: ByteSource, spans: readonly Span[]): Promise<Uint8Array> {
  const frame = new Uint8Array(spans.reduce((sum, { length }) => sum + length, 0));
  let position = 0;
  for (const { offset, length } of spans) {
    frame.set(await source.read(offset, length), position);
    position += length;
  }
  return frame;
}
