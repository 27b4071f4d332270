import { expect, test } from 'vitest';
import { memorySource } from './byte-source.ts';
import { framesOf, readEncapsulated } from './encapsulated.ts';

const delimiter = [0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0];

/** A file of four leading bytes and the items given, of which the first is the offset table. */
function sourceOf(items: readonly (readonly number[])[], end = delimiter) {
  const encoded = items.flatMap((item) => [0xfe, 0xff, 0x00, 0xe0, item.length, 0, 0, 0, ...item]);
  return memorySource(Uint8Array.from([9, 9, 9, 9, ...encoded, ...end]));
}

async function frames(items: readonly (readonly number[])[], count: number) {
  const source = sourceOf(items);
  const found = await framesOf(source, await readEncapsulated(source, 4), count);
  const contents = found.map((spans) =>
    spans.map(async ({ offset, length }) => [...(await source.read(offset, length))]),
  );
  return Promise.all(contents.map((frame) => Promise.all(frame)));
}

const jpegStart = [0xff, 0xd8, 0xff, 1];

test('one frame owns all its fragments', async () => {
  expect(await frames([[], [1, 2], [3, 4]], 1)).toEqual([
    [
      [1, 2],
      [3, 4],
    ],
  ]);
});

test('as many fragments as frames need no table', async () => {
  expect(await frames([[], [1, 2], [3, 4]], 2)).toEqual([[[1, 2]], [[3, 4]]]);
});

test('the offset table says where frames begin', async () => {
  // Offsets count from the first item after the table: 0, and behind two items of 8 + 2 bytes.
  const table = [0, 0, 0, 0, 20, 0, 0, 0];
  expect(await frames([table, [1, 2], [3, 4], [5, 6]], 2)).toEqual([
    [
      [1, 2],
      [3, 4],
    ],
    [[5, 6]],
  ]);
});

test('without a table a fragment with an image marker begins a frame', async () => {
  expect(await frames([[], jpegStart, [7, 7], jpegStart], 2)).toEqual([
    [jpegStart, [7, 7]],
    [jpegStart],
  ]);
});

test('frames that cannot be told apart, and files that end early, are refused', async () => {
  await expect(frames([[], [1, 2], [3, 4], [5, 6]], 2)).rejects.toMatchObject({
    code: 'truncated',
    facts: { frames: 2, found: 0 },
  });
  await expect(readEncapsulated(sourceOf([[], [1, 2]], []), 4)).rejects.toMatchObject({
    code: 'truncated',
  });
  const noItem = [1, 2, 3, 4, 5, 6, 7, 8];
  await expect(readEncapsulated(sourceOf([[]], noItem), 4)).rejects.toMatchObject({
    code: 'damaged',
  });
});
