import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mask, Volume } from '#native/image/volume.ts';
import type { ExtractedFeatures } from '#native/radiomics/extract-preset.ts';

export interface PyRadiomicsRun {
  readonly version: string;
  /** Of all cases, without starting Python and its processes. */
  readonly seconds: number;
  readonly values: Readonly<Record<string, number>>;
}

interface Wanted extends Pick<ExtractedFeatures, 'columns'> {
  /** How often the region is computed, 1 unless given, and by how many processes. */
  readonly cases?: number;
  readonly processes?: number;
}

/**
 * The same columns by PyRadiomics, on one thread a process.
 *
 * @param python A Python executable that has PyRadiomics.
 */
export function runPyRadiomics(
  python: string,
  { image, mask }: { readonly image: Volume; readonly mask: Mask },
  { columns, cases = 1, processes = 1 }: Wanted,
): PyRadiomicsRun {
  const folder = mkdtempSync(join(tmpdir(), 'nodewise-pyradiomics-'));
  try {
    const families = Map.groupBy(columns, ({ family }) => family);
    const order = {
      cases,
      processes,
      dimensions: image.geometry.dimensions,
      spacingMm: image.geometry.spacingMm,
      image: join(folder, 'image.raw'),
      mask: join(folder, 'mask.raw'),
      families: Object.fromEntries(
        [...families].map(([family, of]) => [family, [...new Set(of.map(({ name }) => name))]]),
      ),
    };
    writeFileSync(order.image, Float32Array.from(image.data));
    writeFileSync(order.mask, mask.data);
    writeFileSync(join(folder, 'order.json'), JSON.stringify(order));
    const script = join(import.meta.dirname, 'pyradiomics.py');
    const output = execFileSync(python, [script, join(folder, 'order.json')], {
      env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
      maxBuffer: 1e8,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return JSON.parse(output.slice(output.indexOf('{'))) as PyRadiomicsRun;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Largest relative difference by image and family, least equal last. */
export function differences(
  { columns, values }: ExtractedFeatures,
  theirs: PyRadiomicsRun['values'],
): ReadonlyMap<string, number> {
  const largest = new Map<string, number>();
  for (const [c, { column, image, family }] of columns.entries()) {
    const expected = inOurDefinition(column, theirs[column]);
    // Definitions differ by a factor that depends on the number of voxels.
    if (column.endsWith('AxisLength')) continue;
    const scale = Math.abs(expected) || 1;
    const key = `${image} ${family}`;
    largest.set(key, Math.max(largest.get(key) ?? 0, Math.abs(values[c] - expected) / scale));
  }
  return largest;
}

/** PyRadiomics gives the fourth standardised moment, IBSI's IPH6 is the excess over 3. */
function inOurDefinition(column: string, value: number): number {
  return column.endsWith('_firstorder_Kurtosis') ? value - 3 : value;
}
