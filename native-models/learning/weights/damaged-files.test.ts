import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { encodeSafetensors } from '../../graph/safetensors.ts';
import { tensor } from '../../graph/tensor-type.ts';
import { seededRandom } from '../../numeric/random.ts';
import { sharedFile } from '../../testing/shared-data.ts';
import fixtures from './fixtures/weight-files.json' with { type: 'json' };
import { parseWeightFile } from './parse-weight-file.ts';
import { WeightFileError } from './weight-file-error.ts';

const small = new Map<string, Uint8Array>(
  Object.entries(fixtures).map(([name, { base64 }]) => [name, Buffer.from(base64, 'base64')]),
);
small.set(
  'safetensors',
  encodeSafetensors({
    tensors: new Map([['w', tensor([2, 2], Float32Array.of(1, 2, 3, 4))]]),
    metadata: { note: 'text' },
  }),
);

for (const [name, bytes] of small) {
  test(`${name}: cut off after any byte, it is refused`, () => {
    parseWeightFile(bytes);
    for (let length = 0; length < bytes.length; length += 1) {
      expect(() => parseWeightFile(bytes.subarray(0, length)), `${length} bytes`).toThrow(
        WeightFileError,
      );
    }
  });

  test(`${name}: with bytes changed at random it is read or refused, within bounds`, () => {
    const random = seededRandom(11);
    const budget = 2 ** 20 + 8 * bytes.length;
    for (let n = 0; n < 1500; n += 1) {
      const changed = Uint8Array.from(bytes);
      const changes = 1 + random.integer(4);
      for (let c = 0; c < changes; c += 1) {
        changed[random.integer(changed.length)] = random.integer(256);
      }
      expect(elementsRead(changed), `variant ${n}`).toBeLessThanOrEqual(budget);
    }
  });
}

const large = ['legacy', 'zip'].map((form) =>
  sharedFile(`data/torch/generated/tiny_medicalnet_resnet18_${form}.pth`),
);

test.skipIf(large.includes(undefined))('a network’s file cut off at a hundred places', () => {
  for (const path of large) {
    const bytes = readFileSync(path ?? '');
    for (let n = 0; n < 100; n += 1) {
      const part = bytes.subarray(0, Math.floor((bytes.length * n) / 100));
      expect(() => parseWeightFile(part), `${n} %`).toThrow(WeightFileError);
    }
  }
});

/** Numbers read; any error but the one of weight files is thrown on. */
function elementsRead(bytes: Uint8Array): number {
  try {
    const { tensors } = parseWeightFile(bytes);
    return [...tensors.values()].reduce((sum, { data }) => sum + data.length, 0);
  } catch (error) {
    if (error instanceof WeightFileError) return 0;
    throw error;
  }
}
