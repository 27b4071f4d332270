import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { maskRuns } from '#contract/mask-runs.ts';
import type { FeatureTasks } from '#engine/features/feature-tasks.ts';
import type { Preset } from '#engine/features/preset-schema.ts';
import { presetColumns } from '#engine/features/preset-columns.ts';
import { bulkThreads, workerPool } from '#engine/jobs/worker-pool.ts';
import { writeMaskFile } from '#engine/store/mask-file.ts';
import { objectPath } from '#engine/store/object-files.ts';
import { runPyRadiomics } from './pyradiomics.ts';
import type { BenchRow } from './row.ts';
import type { Tumour } from './tumour.ts';

interface Order {
  readonly name: string;
  readonly region: Tumour;
  readonly preset: Preset;
  /** Cases that each core computes, after one to warm up. */
  readonly casesPerCore: number;
  /** A Python with PyRadiomics, when there is one. */
  readonly python: string | undefined;
}

/**
 * Throughput of many like cases by the program's own workers, from files to values: on one of them,
 * on all, and PyRadiomics on as many processes.
 */
export async function allCoresRows(order: Order): Promise<BenchRow[]> {
  const { name, region, preset, casesPerCore, python } = order;
  const { one, all } = await ownThroughput(order);
  const rows: BenchRow[] = [
    {
      name: `${name} on all cores`,
      value: `${all.toFixed(2)} cases/s`,
      note: `${(all / one).toFixed(2)} times one core (${one.toFixed(2)}/s), ${bulkThreads} workers`,
    },
  ];
  if (python === undefined) return rows;
  const cases = bulkThreads * Math.ceil(casesPerCore / 2);
  const columns = presetColumns(preset);
  const theirs = runPyRadiomics(python, region, { columns, processes: bulkThreads, cases });
  const speed = cases / theirs.seconds;
  const faster = `${(all / speed).toFixed(1)} times faster on ${bulkThreads} cores`;
  rows.push({
    name: `the same beside PyRadiomics ${theirs.version}`,
    value: `${all.toFixed(2)} cases/s, PyRadiomics ${speed.toFixed(2)} cases/s`,
    note: `${faster}; it ran ${cases} cases on ${bulkThreads} processes`,
  });
  return rows;
}

/** Cases per second on one worker and on all. */
async function ownThroughput({ region, preset, casesPerCore }: Order) {
  const folder = mkdtempSync(join(tmpdir(), 'nodewise-bench-'));
  const pool = workerPool(new URL('../../electron/engine/worker.ts', import.meta.url));
  const run = pool.tasks<FeatureTasks>();
  try {
    const { geometry, data } = region.image;
    const path = join(folder, 'image.raw');
    writeFileSync(path, data);
    const { sha256 } = writeMaskFile(folder, maskRuns(region.mask.data));
    const maskPath = objectPath(folder, sha256);
    const order = { volume: { path, geometry, voxelType: 'float32' as const }, maskPath, preset };
    const options = { signal: new AbortController().signal, pool: 'bulk' as const };
    const throughput = async (lanes: number, cases: number): Promise<number> => {
      const began = performance.now();
      const lane = async (): Promise<void> => {
        for (let n = 0; n < cases; n++) await run('extract-features', order, options);
      };
      await Promise.all(Array.from({ length: lanes }, lane));
      return (lanes * cases) / ((performance.now() - began) / 1000);
    };
    await throughput(bulkThreads, 1);
    const one = await throughput(1, casesPerCore);
    return { one, all: await throughput(bulkThreads, casesPerCore) };
  } finally {
    await pool.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
