/** Milliseconds before the n-th restart within a minute: at once first, then slower. */
const delaysMs = [0, 250, 500, 1000, 2000] as const;
const windowMs = 60_000;

/**
 * When a host starts a dead engine again.
 *
 * @param crashesMs Times of its ends so far, ascending, the newest last.
 * @returns Milliseconds to wait from the newest end; null when it failed too often in a row to be
 *   helped by another start.
 */
export function restartDelayMs(crashesMs: readonly number[]): number | null {
  const newest = crashesMs.at(-1) ?? 0;
  const recent = crashesMs.filter((at) => newest - at < windowMs).length;
  return delaysMs[Math.max(recent, 1) - 1] ?? null;
}
