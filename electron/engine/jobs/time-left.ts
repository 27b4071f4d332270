/** Shortest run and smallest share of the work from which an estimate is worth showing. */
const minElapsedMs = 1000;
const minProgress = 0.02;

/**
 * Seconds to the end if the rest goes as fast as what is done; null while too little is known.
 *
 * @param progress Share of the work done, 0 to 1, or null while unknown.
 */
export function secondsLeft(progress: number | null, elapsedMs: number): number | null {
  if (progress === null || progress < minProgress || elapsedMs < minElapsedMs) return null;
  return Math.round((elapsedMs * (1 - progress)) / progress / 1000);
}
