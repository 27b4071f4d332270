import type { BalanceRow } from '#contract/procedures/cohort.ts';
import { factWords } from '../cohort-words.ts';

/** Differences beyond this are flagged: the usual bound of a balanced variable (Austin 2009). */
export const smdBound = 0.1;
/** Variance ratios outside of these are flagged (Rubin 2001). */
const ratioBounds = [0.5, 2] as const;

export function balanceName({ fact, level }: BalanceRow): string {
  return level === null ? factWords[fact].name : `${factWords[fact].name}: ${level}`;
}

export function smdFlagged(smd: number | null): boolean {
  return smd !== null && Math.abs(smd) > smdBound;
}

export function ratioFlagged(ratio: number | null): boolean {
  return ratio !== null && (ratio < ratioBounds[0] || ratio > ratioBounds[1]);
}

/** Half the width of the plot: symmetric, in steps of 0.1, and never so narrow that noise shouts. */
export function smdLimit(rows: readonly BalanceRow[]): number {
  const all = rows.flatMap(({ before, after }) => [before ?? 0, after ?? 0]).map(Math.abs);
  const largest = Math.max(0.3, ...all.filter(Number.isFinite));
  return Math.ceil(largest * 10 - 1e-9) / 10;
}

/** Place of a difference in the plot, 0 to 100 %; what lies outside stands at its edge. */
export function smdPlace(smd: number, limit: number): number {
  return 50 * (Math.min(1, Math.max(-1, smd / limit)) + 1);
}

const noPairs =
  'No pair fits: ask for fewer variables that are the same, or for a larger difference.';

/** What stands on the axis of the plot; where the bounds come too close, one mark says both. */
export function smdTicks(limit: number): readonly { readonly at: number; readonly text: string }[] {
  const signed = (at: number) => ({ at, text: at.toFixed(1).replace('-', '\u2212') });
  const bounds = limit > 1 ? [{ at: 0, text: `±${smdBound}` }] : [-smdBound, smdBound].map(signed);
  return [signed(-limit), ...bounds, signed(limit)];
}

/** What the balance comes to, in a sentence. */
export function balanceSentence(rows: readonly BalanceRow[]): string {
  const measured = rows.filter(({ after }) => after !== null);
  if (measured.length === 0) return noPairs;
  const before = rows.filter((row) => smdFlagged(row.before)).length;
  const off = measured.filter(({ after }) => smdFlagged(after)).length;
  return off === 0
    ? `No difference is beyond ±${smdBound} in the pairs; ${before} were before.`
    : `${off} of ${measured.length} differences are beyond ±${smdBound} in the pairs, ${before} before.`;
}
