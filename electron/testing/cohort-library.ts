import type { ClinicalRecord } from '#contract/procedures/cases.ts';
import type { Person } from '#contract/people.ts';
import { openStore, type Store } from '#engine/store/store.ts';
import { addCase, addMask, addPerson, smallGeometry } from './small-library.ts';

/** Slices thicker than the study takes, mm. */
const thickMm = 5;

/**
 * A library to draw a cohort from: every rule that a cohort begins with has somebody to take out,
 * hospitals 1 to 4 have about two pN- for each pN+, and 5 and 6 are tests.
 */
export function fillCohortLibrary(
  path: string,
  patients = 96,
): { readonly supervisor: Person; readonly thick: readonly string[] } {
  const store = openStore(path);
  const supervisor = addPerson(store, 'supervisor', 'Supervisor');
  addPerson(store, 'annotator', 'Reader');
  for (let n = 0; n < patients; n += 1) addPatient(store, n);
  store.close();
  const numbers = Array.from({ length: patients }, (_, n) => n);
  return { supervisor, thick: numbers.filter((n) => flawOf(n) === 'thick').map(codeOf) };
}

const flaws = ['thick', 'no-ct', 'stage', 'ctr', 'histology', 'therapy', 'no-pn'] as const;

/** Every sixth patient is unfit for the study, each for another reason. */
function flawOf(n: number): (typeof flaws)[number] | null {
  return n % 6 === 5 ? flaws[Math.floor(n / 6) % flaws.length] : null;
}

function codeOf(n: number): string {
  return `P-${String(n + 1).padStart(4, '0')}`;
}

function addPatient(store: Store, n: number): void {
  const flaw = flawOf(n);
  const code = codeOf(n);
  const { id } = store.patients.findOrAdd(code);
  if (flaw !== 'no-ct') {
    const [dx, dy] = smallGeometry.spacingMm;
    const geometry = { ...smallGeometry, spacingMm: [dx, dy, flaw === 'thick' ? thickMm : 1.25] };
    const caseId = addCase(store, code, geometry as typeof smallGeometry);
    if (n % 9 !== 8) addMask(store, { caseId, author: null }, [400, 401, 412, 413]);
  }
  store.patients.setClinical(id, clinicalOf(n, flaw));
  store.patients.setOutcome(id, {
    pN: flaw === 'no-pn' ? null : n % 3 === 0 ? 'pN+' : 'pN-',
    histology: flaw === 'histology' ? 'squamous cell carcinoma' : 'acinar',
    ...{ lymphovascularInvasion: null, grade: null, solidDiameterCm: null },
  });
}

function clinicalOf(n: number, flaw: ReturnType<typeof flawOf>): ClinicalRecord {
  const solid = n % 5 < 3;
  return {
    hospital: String(1 + ((5 * n + Math.floor(n / 6)) % 6)),
    ageYears: 44 + Math.round(17 + 17 * Math.sin(1 + 12.9898 * n)),
    sex: Math.floor(n / 2) % 2 === 0 ? 'female' : 'male',
    diameterCm: Number((1.2 + 0.6 * Math.sin(2 + 7.13 * n)).toFixed(1)),
    density: solid ? 'solid' : 'part-solid',
    ctr: flaw === 'ctr' ? 0.3 : solid ? 1 : 0.7,
    location: (['inner', 'middle', 'outer', 'outer'] as const)[Math.floor(n / 3) % 4],
    cT: flaw === 'stage' ? 'cT2a' : n % 2 === 0 ? 'cT1a' : 'cT1b',
    ...{ cN: 'cN0', cM: 'cM0', contrast: n % 4 === 0, intervalDays: 3 + (n % 20) },
    lymphNodeAssessment: true,
    previousTherapy: flaw === 'therapy',
  };
}
