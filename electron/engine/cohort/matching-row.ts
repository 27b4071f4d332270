import type { FactName, FactValue, MatchSettings } from '#contract/procedures/cohort.ts';
import type { MatchingRow } from '#native/evaluation/matching/problem.ts';
import type { Facts } from './facts.ts';

/** Facts that pairs can agree in or be near in. */
type Matchable = MatchSettings['exact'][number] | MatchSettings['calipers'][number]['fact'];

/** What matching and balance are about of a patient: yes and no are words. */
export function matchingRow(facts: Facts): MatchingRow {
  return {
    sex: inWords(facts.sex),
    density: inWords(facts.density),
    location: inWords(facts.location),
    hospital: inWords(facts.hospital),
    contrast: inWords(facts.contrast),
    cT: inWords(facts.cT),
    ageYears: inWords(facts.ageYears),
    diameterCm: inWords(facts.diameterCm),
    ctr: inWords(facts.ctr),
  } satisfies Record<Matchable & FactName, MatchingRow[string]>;
}

function inWords(value: FactValue): MatchingRow[string] {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : value;
}
