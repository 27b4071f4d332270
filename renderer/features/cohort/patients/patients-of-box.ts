import type { CohortPatient } from '#contract/procedures/cohort.ts';
import { byHand } from '../cohort-words.ts';
import type { BoxRef } from '../flow/flow-boxes.ts';

/**
 * The patients that a box of the flowchart counts.
 *
 * @param order Codes of the rules, as they are asked.
 */
export function patientsOfBox(
  ref: BoxRef,
  patients: readonly CohortPatient[],
  order: readonly string[],
): readonly CohortPatient[] {
  switch (ref.kind) {
    case 'screened':
      return patients;
    case 'rule':
      return patients.filter(({ excludedBy }) => excludedBy === ref.code);
    case 'left': {
      const gone = new Set(order.slice(0, order.indexOf(ref.code) + 1));
      return patients.filter(({ excludedBy }) => excludedBy === null || !gone.has(excludedBy));
    }
    case 'by-hand':
      return patients.filter(({ excludedBy }) => excludedBy === byHand);
    case 'included':
      return patients.filter(({ standing }) => standing !== 'excluded');
    case 'matched':
      return patients.filter(({ pair }) => pair !== null);
    case 'development':
      return patients.filter(({ standing }) => developing.has(standing));
    case 'no-part':
    case 'unmatched':
    case 'training':
    case 'validation':
    case 'test-1':
    case 'test-2':
      return patients.filter(({ standing }) => standing === ref.kind);
  }
}

const developing: ReadonlySet<CohortPatient['standing']> = new Set([
  'unmatched',
  'training',
  'validation',
]);

/** The patients whose code, hospital, standing or facts hold every word. */
export function searchPatients<P extends Pick<CohortPatient, 'code' | 'standing' | 'facts'>>(
  patients: readonly P[],
  text: string,
): readonly P[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return patients;
  return patients.filter(({ code, standing, facts }) => {
    const all = [code, standing, ...Object.values(facts)].join(' ').toLowerCase();
    return words.every((word) => all.includes(word));
  });
}
