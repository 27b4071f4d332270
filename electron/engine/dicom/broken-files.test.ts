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
