import type { ByteSource } from './byte-source.ts';
import { RefusalError } from './refusal.ts';

/** A run of bytes in a source. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

const itemTag = 0xfffee000;
const delimiterTag = 0xfffee0dd;
const headBytes = 8;

/** What an encapsulated pixel data element holds (PS3.5 annex A.4). */
export interface Encapsulated {
  /** Basic offset table: where each frame's first item starts, counted from the first item. */
  readonly offsetTable: readonly number[];
  readonly fragments: readonly Span[];
}

/** Walks the item headers only. @throws RefusalError 'truncated' when the file ends too early. */
export async function readEncapsulated(source: ByteSource, start: number): Promise<Encapsulated> {
  const spans: Span[] = [];
  let position = start;
  for (;;) {
    const head = await source.read(position, headBytes);
    if (head.length < headBytes) throw new RefusalError('truncated', { fragments: spans.length });
    const view = new DataView(head.buffer, head.byteOffset, headBytes);
    const tag = ((view.getUint16(0, true) << 16) | view.getUint16(2, true)) >>> 0;
    if (tag === delimiterTag) break;
    const span = { offset: position + headBytes, length: view.getUint32(4, true) };
    if (tag !== itemTag) throw new RefusalError('damaged', { fragments: spans.length });
    position = span.offset + span.length;
    if (position > source.size) throw new RefusalError('truncated', { fragments: spans.length });
    spans.push(span);
  }
  const [table, ...fragments] = spans;
  if (!table) throw new RefusalError('truncated', { fragments: 0 });
  return { offsetTable: await readTable(source, table), fragments };
}

async function readTable(source: ByteSource, { offset, length }: Span): Promise<number[]> {
  const bytes = await source.read(offset, length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: Math.floor(length / 4) }, (_, n) => view.getUint32(4 * n, true));
}

/** The fragments of each frame, in order. @throws RefusalError when they cannot be told apart. */
export async function framesOf(
  source: ByteSource,
  { offsetTable, fragments }: Encapsulated,
  frameCount: number,
): Promise<readonly (readonly Span[])[]> {
  if (frameCount === 1) return [fragments];
  if (fragments.length === frameCount) return fragments.map((fragment) => [fragment]);
  const starts =
    offsetTable.length === frameCount
      ? startsByTable(offsetTable, fragments)
      : await startsByMarker(source, fragments);
  if (starts.length !== frameCount || starts.includes(-1)) {
    throw new RefusalError('truncated', { frames: frameCount, found: starts.length });
  }
  return starts.map((first, n) => fragments.slice(first, starts[n + 1] ?? fragments.length));
}

function startsByTable(table: readonly number[], fragments: readonly Span[]): number[] {
  const origin = (fragments[0]?.offset ?? 0) - headBytes;
  return table.map((at) => fragments.findIndex(({ offset }) => offset - headBytes === origin + at));
}

/** A fragment that opens with an image marker of the JPEG family begins a frame. */
async function startsByMarker(source: ByteSource, fragments: readonly Span[]): Promise<number[]> {
  const starts: number[] = [];
  for (const [n, { offset }] of fragments.entries()) {
    const [a, b, c] = await source.read(offset, 3);
    if (a === 0xff && (b === 0xd8 || b === 0x4f) && c === 0xff) starts.push(n);
  }
  return starts;
}
