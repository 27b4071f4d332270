import { segmentAutomatically } from '#native/segmentation/automatic.ts';
import type { Proposal } from '#native/segmentation/proposal.ts';
import { dice, overlapOf } from './mask-overlap.ts';
import { realCts, type RealCt } from './real-cts.ts';
import type { BenchRow } from './row.ts';

/** What the automatic search says about each real CT, and what it costs. */
export async function automaticRows(shared: string): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for await (const ct of realCts(shared)) rows.push(automaticRow(ct));
  if (rows.length > 0) return rows;
  return [{ name: 'automatic outline', value: 'skipped', note: 'no real CTs' }];
}

function automaticRow(ct: RealCt): BenchRow {
  const wall = performance.now();
  const cpu = process.cpuUsage();
  const proposals = segmentAutomatically(ct.image);
  const seconds = (performance.now() - wall) / 1000;
  // On a busy machine the processor time says more than the clock.
  const { user, system } = process.cpuUsage(cpu);
  const busy = (user + system) / 1e6;
  return {
    name: `automatic, ${ct.name}`,
    value: `${seconds.toFixed(1)} s`,
    note: `${busy.toFixed(1)} s of processor; first of ${proposals.length}: ${outcome(ct, proposals)}`,
  };
}

function outcome({ image, tumour }: RealCt, proposals: readonly Proposal[]): string {
  const first = proposals.at(0);
  if (first === undefined) return 'none';
  const said = `${first.verdict}, ${first.diameterMm.toFixed(0)} mm`;
  if (tumour === undefined) return said;
  const overlaps = proposals.map(({ mask }) => overlapOf(mask, tumour, image.geometry.dimensions));
  const inTumour = overlaps.map(({ both, mask }) => `${((100 * both) / mask).toFixed(0)} %`);
  return `${said}, Dice ${dice(overlaps[0]).toFixed(2)}; in the tumour: ${inTumour.join(', ')}`;
}
