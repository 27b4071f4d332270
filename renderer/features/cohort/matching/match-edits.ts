import type { MatchSettings } from '#contract/procedures/cohort.ts';
import { factWords, measured } from '../cohort-words.ts';

export type ExactFact = MatchSettings['exact'][number];
export type CaliperFact = MatchSettings['calipers'][number]['fact'];

export const exactFacts: readonly ExactFact[] = [
  'sex',
  'density',
  'location',
  'cT',
  'contrast',
  'hospital',
];
export const caliperFacts: readonly CaliperFact[] = ['ageYears', 'diameterCm', 'ctr'];

/** A change of the settings, and what undo will call it. */
export interface MatchStep {
  readonly name: string;
  readonly match: MatchSettings;
}

export function withExact(match: MatchSettings, fact: ExactFact, on: boolean): MatchStep {
  const exact = exactFacts.filter((each) => (each === fact ? on : match.exact.includes(each)));
  return {
    name: `Matching: ${factWords[fact].name.toLowerCase()} ${on ? 'the same' : 'free'}`,
    match: { ...match, exact },
  };
}

/** A caliper more or less; the last one stays, as something must be closest. */
export function withCaliper(
  match: MatchSettings,
  fact: CaliperFact,
  on: boolean,
): MatchStep | null {
  const others = match.calipers.filter((caliper) => caliper.fact !== fact);
  if (!on && others.length === 0) return null;
  return {
    name: `Matching: ${factWords[fact].name.toLowerCase()} ${on ? 'close' : 'free'}`,
    match: { ...match, calipers: on ? [...others, { fact, width: null }] : others },
  };
}

/** @param width Largest difference in the fact's unit; null for any. */
export function withWidth(
  match: MatchSettings,
  fact: CaliperFact,
  width: number | null,
): MatchStep {
  const within = width === null ? 'any difference' : `within ${measured(fact, width)}`;
  return {
    name: `Matching: ${factWords[fact].name.toLowerCase()} ${within}`,
    match: {
      ...match,
      calipers: match.calipers.map((each) => (each.fact === fact ? { fact, width } : each)),
    },
  };
}

/** The first caliper is the one whose differences are made smallest. */
export function withClosest(match: MatchSettings, fact: CaliperFact): MatchStep {
  return {
    name: `Matching: closest in ${factWords[fact].name.toLowerCase()}`,
    match: {
      ...match,
      calipers: match.calipers.toSorted(
        (a, b) => Number(b.fact === fact) - Number(a.fact === fact),
      ),
    },
  };
}
