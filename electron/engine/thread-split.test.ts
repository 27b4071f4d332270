import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { maskRuns } from '#contract/mask-runs.ts';
import type { FeatureTasks } from '#engine/features/feature-tasks.ts';
import { builtInPresets, readPreset } from '#engine/features/presets.ts';
import { workerPool } from '#engine/jobs/worker-pool.ts';
import { writeMaskFile } from '#engine/store/mask-file.ts';
import { objectPath } from '#engine/store/object-files.ts';
import { temporaryFolder } from '../testing/engine-client.ts';
import { smallGeometry as geometry, smallVoxels } from '../testing/small-library.ts';

const resources = fileURLToPath(new URL('../../resources', import.meta.url));
const folder = temporaryFolder();
const pool = workerPool(new URL('./worker.ts', import.meta.url));
const run = pool.tasks<FeatureTasks>();
afterAll(async () => {
  await pool.close();
  folder.remove();
});

/** Three lesions of one volume, each by both presets; three images of urp-1364 are noise. */
const orders = builtInPresets.flatMap((name) =>
  [2, 3, 4].map((radius) => ({
    volume: { path: volumePath(), geometry, voxelType: 'int16' as const },
    maskPath: maskPath(radius),
    preset: readPreset(name, resources),
  })),
);

test('values do not depend on how many threads compute them, nor in which order', async () => {
  const alone: string[] = [];
  for (const order of orders) alone.push(await bytes(order));
  const together = await Promise.all(orders.toReversed().map(bytes));
  expect(together.toReversed()).toEqual(alone);
  expect(new Set(alone).size).toBe(orders.length);
});

async function bytes(order: (typeof orders)[number]): Promise<string> {
  const options = { signal: new AbortController().signal, pool: 'bulk' } as const;
  const features = await run('extract-features', order, options);
  expect(features).toHaveLength(1364);
  return Buffer.from(Float64Array.from(features, ({ value }) => value).buffer).toString('hex');
}

function volumePath(): string {
  const path = join(folder.path, 'volume.raw');
  writeFileSync(
    path,
    Int16Array.from({ length: smallVoxels }, (_, v) => ((v * 7919) % 997) - 300),
  );
  return path;
}

function maskPath(radius: number): string {
  const [nx, ny] = geometry.dimensions;
  const mask = Uint8Array.from({ length: smallVoxels }, (_, v) => {
    const [i, j, k] = [v % nx, Math.floor(v / nx) % ny, Math.floor(v / (nx * ny))];
    return Number((i - 6) ** 2 + (j - 5) ** 2 + (2.5 * (k - 4)) ** 2 <= radius ** 2);
  });
  const { sha256 } = writeMaskFile(folder.path, maskRuns(mask));
  return objectPath(folder.path, sha256);
}
