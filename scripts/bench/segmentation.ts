import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { MaskBox } from '#native/segmentation/region.ts';
import { segmentClick } from '#native/segmentation/one-click.ts';
import type { Mask, Vec3 } from '#native/image/volume.ts';
import { automaticRows } from './automatic-outlines.ts';
import { dice, overlapOf } from './mask-overlap.ts';
import { cropNames, readCrop, type NoduleCrop } from './nodule-crops.ts';
import type { BenchRow } from './row.ts';

/** Clicks per nodule: its centre, and two that miss it by 0.3 to 0.5 of its radius. */
const seedNames = ['centre', 'displaced A', 'displaced B'] as const;

type SeedName = (typeof seedNames)[number];

/** Directions and shares of the displaced clicks, from a fixed sequence so that runs compare. */
const golden = Math.PI * (3 - Math.sqrt(5));

interface Click {
  readonly scan: number;
  readonly seed: SeedName;
  readonly dice: number;
  readonly verdict: string;
  readonly milliseconds: number;
}

/** Dice of one-click outlines with readers' outlines, what the automatic search says, and costs. */
export async function segmentationBench(): Promise<BenchRow[]> {
  const shared = process.env['NODEWISE_SHARED'] ?? '../shared';
  return [...clickRows(join(shared, 'data/nodule-crops')), ...(await automaticRows(shared))];
}

function clickRows(folder: string): BenchRow[] {
  if (!existsSync(folder)) return [{ name: 'one-click Dice', value: 'skipped', note: 'no crops' }];
  const clicks = cropNames(folder).flatMap((name, n) => clickCrop(readCrop(folder, name), n));
  return [...diceRows(clicks), ...verdictRows(clicks), timeRow(clicks)];
}

/** Segments one crop from its seeds; `n` numbers the crop and thereby fixes where clicks miss. */
export function clickCrop(
  crop: NoduleCrop,
  n: number,
  seeds: readonly SeedName[] = seedNames,
): Click[] {
  const { centre, radius } = centreOf(crop.mask);
  return seeds.map((seed) => {
    const miss = seedNames.indexOf(seed);
    const point = miss === 0 ? centre : displaced(centre, radius, 2 * n + miss);
    const started = performance.now();
    const [first] = segmentClick(crop.image, [point]);
    const milliseconds = performance.now() - started;
    return {
      scan: crop.scan,
      seed,
      dice: first === undefined ? 0 : diceWith(crop.mask, first.mask),
      verdict: first?.verdict ?? 'none',
      milliseconds,
    };
  });
}

function centreOf({ geometry, data }: Mask): { centre: Vec3; radius: number } {
  const [nx, ny] = geometry.dimensions;
  const sum = [0, 0, 0];
  let voxels = 0;
  data.forEach((inside, at) => {
    if (inside === 0) return;
    voxels++;
    sum[0] += at % nx;
    sum[1] += Math.floor(at / nx) % ny;
    sum[2] += Math.floor(at / (nx * ny));
  });
  const [i, j, k] = sum.map((total) => Math.round(total / voxels));
  return { centre: [i, j, k], radius: Math.cbrt((3 * voxels) / (4 * Math.PI)) };
}

function diceWith({ geometry, data }: Mask, box: MaskBox): number {
  return dice(overlapOf(box, data, geometry.dimensions));
}

/** The nth place of a sequence that spreads over directions and over 0.3 to 0.5 radii. */
function displaced(centre: Vec3, radius: number, n: number): Vec3 {
  const z = 1 - 2 * ((n * 0.618034) % 1);
  const across = Math.sqrt(1 - z * z);
  const step = radius * (0.3 + 0.2 * ((n * 0.754878) % 1));
  const direction = [across * Math.cos(golden * n), across * Math.sin(golden * n), z];
  const [i, j, k] = centre.map((c, axis) => Math.round(c + step * direction[axis]));
  return [i, j, k];
}

function diceRows(clicks: readonly Click[]): BenchRow[] {
  const groups = [
    { group: 'even scans (parameters were chosen on these)', parity: 0 },
    { group: 'odd scans (unseen)', parity: 1 },
  ];
  return groups.flatMap(({ group, parity }) =>
    seedNames.map((seed): BenchRow => {
      const values = clicks
        .filter((click) => click.scan % 2 === parity && click.seed === seed)
        .map((click) => click.dice);
      const name = `one-click Dice, ${seed}, ${group}`;
      if (values.length === 0) return { name, value: 'skipped', note: 'no such crops' };
      const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
      const figures = [quantile(values, 0.5), mean, quantile(values, 0.1)];
      const value = figures.map((x) => x.toFixed(3)).join(' / ');
      return { name, value, note: `median / mean / p10 of ${values.length}` };
    }),
  );
}

function verdictRows(clicks: readonly Click[]): BenchRow[] {
  return ['accept', 'check', 'not-sure', 'none'].map((verdict) => {
    const given = clicks.filter((click) => click.verdict === verdict);
    const failed = given.filter((click) => click.dice < 0.65).length;
    return {
      name: `clicks with verdict ${verdict}`,
      value: `${given.length} of ${clicks.length}`,
      note: `${failed} of them with a Dice below 0.65`,
    };
  });
}

function timeRow(clicks: readonly Click[]): BenchRow {
  const times = clicks.map((click) => click.milliseconds);
  const value = `${quantile(times, 0.5).toFixed(0)} ms`;
  return {
    name: 'one click',
    value,
    note: `90th percentile ${quantile(times, 0.9).toFixed(0)} ms`,
  };
}

function quantile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = p * (sorted.length - 1);
  const low = Math.floor(rank);
  return sorted[low] + (rank - low) * ((sorted[low + 1] ?? sorted[low]) - sorted[low]);
}

if (import.meta.main) {
  for (const { name, value, note } of await segmentationBench()) {
    console.log(`${name}: ${value}${note === undefined ? '' : ` (${note})`}`);
  }
}
