import type { BenchRow } from './bench/row.ts';
import { machineLine } from './bench/machine.ts';

/** Every bench by name; each is loaded only when it runs. */
const benches: Readonly<Record<string, () => Promise<readonly BenchRow[]>>> = {
  import: async () => (await import('./bench/import.ts')).importBench(),
  segmentation: async () => (await import('./bench/segmentation.ts')).segmentationBench(),
  radiomics: async () => (await import('./bench/radiomics.ts')).radiomicsBench(),
  library: async () => (await import('./bench/library.ts')).libraryBench(),
  viewer: async () => (await import('./bench/viewer.ts')).viewerBench(),
  statistics: async () => (await import('./bench/statistics.ts')).statisticsBench(),
  learning: async () => (await import('./bench/learning.ts')).learningBench(),
};

/** `npm run bench [-- name …]` prints the performance table: all of it, or the named parts. */
async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !(name in benches));
  if (unknown.length > 0) {
    console.error(
      `No bench "${unknown.join(', ')}"; there are: ${Object.keys(benches).join(', ')}.`,
    );
    process.exitCode = 2;
    return;
  }
  for (const name of names.length > 0 ? names : Object.keys(benches)) {
    console.log(`\n${name} on ${machineLine()}`);
    printRows(await benches[name]());
  }
}

function printRows(rows: readonly BenchRow[]): void {
  const width = Math.max(...rows.map((row) => row.name.length));
  for (const { name, value, note } of rows) {
    console.log(`  ${name.padEnd(width)}  ${value}${note ? `  (${note})` : ''}`);
  }
}

await main(process.argv.slice(2));
