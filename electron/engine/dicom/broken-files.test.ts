import { expect, test } from 'vitest';
import { ctSlice } from '../../testing/synthetic-ct.ts';
import { memorySource } from './byte-source.ts';
import { readInstance } from './read-instance.ts';
import { RefusalError } from './refusal.ts';

const whole = ctSlice({ z: 12 });

/** How one file ends: read, refused, or with an error that the scan must call damage. */
async function outcomeOf(file: Uint8Array): Promise<'read' | 'refused' | 'failed'> {
  try {
    const { frames } = await readInstance(memorySource(file), '/x.dcm');
    return frames.length === 1 ? 'read' : 'failed';
  } catch (error) {
    return error instanceof RefusalError ? 'refused' : 'failed';
  }
}

test('a file cut anywhere is refused', async () => {
  for (let length = 0; length < whole.length; length += 3) {
    expect(`${length}: ${await outcomeOf(whole.subarray(0, length))}`).toBe(`${length}: refused`);
  }
  expect(await outcomeOf(whole)).toBe('read');
});

test('a wrong byte anywhere neither hangs the reader nor fills the memory', async () => {
  const outcomes = { read: 0, refused: 0, failed: 0 };
  for (let at = 128; at < whole.length; at += 1) {
    for (const flip of [0x01, 0x80, 0xff]) {
      const broken = whole.slice();
      broken[at] ^= flip;
      outcomes[await outcomeOf(broken)] += 1;
    }
  }
  // Most bytes are values, whose change cannot be seen; the others must be refused in our words.
  expect(outcomes.read).toBeGreaterThan(1000);
  expect(outcomes.refused).toBeGreaterThan(500);
  expect(outcomes.failed).toBe(0);
});

test('a data set without preamble and meta header is read, as old archives hold them', async () => {
  // The group length at byte 140 counts the meta header from byte 144.
  const metaLength = new DataView(whole.buffer, whole.byteOffset).getUint32(140, true);
  const bare = whole.subarray(144 + metaLength);
  const { identity, pixels } = await readInstance(memorySource(bare), '/x.dcm');
  expect(identity.sopInstanceUid).toBe('1.2.3.4.1012000');
  expect(pixels.transferSyntaxUid).toBe('1.2.840.10008.1.2.1');
});

test('a header longer than the first look is read on', async () => {
  // Unlimited text, in a group before the pixels.
  const file = ctSlice({ z: 3, elements: { LabelText: 'x'.repeat(200_000) } });
  expect(file.length).toBeGreaterThan(200_000);
  expect(await outcomeOf(file)).toBe('read');
});
