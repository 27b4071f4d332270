import { seededRandom, type Random } from '#native/numeric/random.ts';

/** Purposes with a stream of their own, so that a change in one leaves the others' numbers alone. */
const purposes = [
  'traits',
  'anatomy',
  'vessels',
  'nodule',
  'scanner',
  'noise',
  'outcome',
  'study',
] as const;
export type StreamPurpose = (typeof purposes)[number];

/** Which patient of which study. */
export interface PatientKey {
  /** Seed of the study, an integer in [0, 2^32). */
  readonly seed: number;
  /** Number of the patient in the study, from 0. */
  readonly index: number;
}

/** An independent generator for one purpose of one patient, whatever order patients are made in. */
export function streamFor({ seed, index }: PatientKey, purpose: StreamPurpose): Random {
  let h = mix(seed >>> 0);
  h = mix(h ^ index);
  return seededRandom(mix(h ^ (purposes.indexOf(purpose) + 1)));
}

/** Bit mixer of 32 bits; source: finaliser of MurmurHash3 (Appleby, public domain). */
function mix(value: number): number {
  let h = (value + 0x9e3779b9) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Uniform in [low, high). */
export function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random.next();
}

/** Normal with the given mean and standard deviation, clamped to [low, high]. */
export function clampedNormal(
  random: Random,
  [mean, deviation]: readonly [mean: number, deviation: number],
  [low, high]: readonly [low: number, high: number],
): number {
  return Math.min(high, Math.max(low, mean + deviation * random.normal()));
}

/** One of the table's entries with probability proportional to its weight. */
export function weighted<T>(
  random: Random,
  table: readonly (readonly [value: T, weight: number])[],
): T {
  const total = table.reduce((sum, [, weight]) => sum + weight, 0);
  let rest = random.next() * total;
  for (const [value, weight] of table) {
    rest -= weight;
    if (rest < 0) return value;
  }
  return table[table.length - 1][0];
}
