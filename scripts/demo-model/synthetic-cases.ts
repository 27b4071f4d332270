import { patientFacts } from '#engine/cases/demo/patient-facts.ts';
import { synthesisePatient } from '#engine/cases/demo/synthesise.ts';
import { tensor, type Tensor } from '#native/graph/tensor-type.ts';
import { isotropicCase } from '#native/image/preprocess/isotropic-case.ts';
import { NETWORK_INPUT_SIZE, networkInput } from '#native/image/preprocess/network-input.ts';
import { radiomicsInput } from '#native/image/preprocess/radiomics-input.ts';
import { matrixOf, type Matrix } from '#native/numeric/matrix.ts';
import { extractFeatures } from '#native/radiomics/registry.ts';
import type { RadiomicsSettings } from '#native/radiomics/settings.ts';

/** Cases as head and network see them, a row or an image a case. */
export interface SyntheticCases {
  /** All columns of the registry. */
  readonly radiomics: Matrix;
  readonly images: readonly Tensor[];
  /** 1: pN+. */
  readonly labels: Int8Array;
}

export interface CaseOptions {
  /** Numbers of the patients in their study. */
  readonly patients: readonly number[];
  /** The study's. */
  readonly seed: number;
  readonly settings: RadiomicsSettings;
  readonly progress: (done: number) => void;
}

/** Makes the synthetic patients and computes both inputs with their true masks. */
export function syntheticCases({
  patients,
  seed,
  settings,
  progress,
}: CaseOptions): SyntheticCases {
  const rows: number[][] = [];
  const images: Tensor[] = [];
  const labels: number[] = [];
  for (const [done, index] of patients.entries()) {
    const { volume, noduleMask, outcome } = synthesisePatient(index, { seed });
    const isotropic = isotropicCase(volume, noduleMask);
    const lesion = radiomicsInput(isotropic);
    rows.push(extractFeatures(lesion.volume, lesion.mask, settings).map(({ value }) => value));
    const n = NETWORK_INPUT_SIZE;
    images.push(tensor([1, 1, n, n, n], networkInput(isotropic)));
    labels.push(outcome.pN === 'pN+' ? 1 : 0);
    progress(done + 1);
  }
  return { radiomics: matrixOf(rows), images, labels: Int8Array.from(labels) };
}

/** The first patients of a study with as many pN+ as pN-, as the study's training set has. */
export function balancedPatients(seed: number, perClass: number): number[] {
  const wanted = { 'pN+': perClass, 'pN-': perClass };
  const patients: number[] = [];
  for (let index = 0; patients.length < 2 * perClass; index += 1) {
    const { pN } = patientFacts(index, { seed }).outcome;
    if (wanted[pN] === 0) continue;
    wanted[pN] -= 1;
    patients.push(index);
  }
  return patients;
}
