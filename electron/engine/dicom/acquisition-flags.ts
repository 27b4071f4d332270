import type { Slice } from './stacks.ts';
import type { Flag } from './series.ts';

/** Fewer slices than this cannot hold a chest, at any thickness in use. */
const fewSlices = 20;

/** What the headers say that a reader of the images or a model must know. */
export function acquisitionFlags(slices: readonly Slice[]): readonly Flag[] {
  const first = slices[0];
  if (!first) return [];
  const { contrast, rescaleType } = first.instance.acquisition;
  const flags: Flag[] = [];
  if (contrast === 'yes') {
    flags.push({ code: 'contrast-given', severity: 'info', facts: {} });
  }
  if (contrast === 'unknown') {
    flags.push({ code: 'contrast-unknown', severity: 'info', facts: {} });
  }
  const lossy = numbersWhere(slices, ({ instance }) => instance.acquisition.lossy);
  if (lossy.length > 0) {
    flags.push({ code: 'lossy-compression', severity: 'warn', slices: lossy, facts: {} });
  }
  const unscaled = numbersWhere(slices, ({ facts }) => facts.rescale === undefined);
  if (unscaled.length > 0) {
    flags.push({ code: 'no-rescale', severity: 'bad', slices: unscaled, facts: {} });
  }
  const other = numbersWhere(slices, ({ facts }) => !sameRescale(facts, first.facts));
  if (other.length > 0) {
    flags.push({ code: 'varying-rescale', severity: 'info', slices: other, facts: {} });
  }
  // CT images are in HU unless the type says otherwise (PS3.3 C.8.2.1.1.5).
  if (rescaleType !== undefined && rescaleType !== 'HU') {
    flags.push({ code: 'not-hounsfield', severity: 'bad', facts: { rescaleType } });
  }
  if (slices.length < fewSlices) {
    flags.push({ code: 'few-slices', severity: 'warn', facts: { slices: slices.length } });
  }
  const standIns = numbersWhere(slices, ({ instance }) => instance.identity.standIn);
  if (standIns.length > 0) {
    flags.push({ code: 'missing-identifiers', severity: 'warn', slices: standIns, facts: {} });
  }
  return flags;
}

function sameRescale(a: Slice['facts'], b: Slice['facts']): boolean {
  return a.rescale?.slope === b.rescale?.slope && a.rescale?.intercept === b.rescale?.intercept;
}

/** 1-based numbers of the slices that satisfy a condition. */
function numbersWhere(slices: readonly Slice[], holds: (slice: Slice) => boolean): number[] {
  return slices.flatMap((slice, n) => (holds(slice) ? [n + 1] : []));
}
