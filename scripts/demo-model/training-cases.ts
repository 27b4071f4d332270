import { synthesisePatient } from '#engine/cases/demo/synthesise.ts';
import { tensor, type Tensor } from '#native/graph/tensor-type.ts';
import { isotropicCase } from '#native/image/preprocess/isotropic-case.ts';
import { NETWORK_INPUT_SIZE, networkInput } from '#native/image/preprocess/network-input.ts';
import { radiomicsInput } from '#native/image/preprocess/radiomics-input.ts';
import { matrixOf, type Matrix } from '#native/numeric/matrix.ts';
import { extractFeatures } from '#native/radiomics/registry.ts';
import type { RadiomicsSettings } from '#native/radiomics/settings.ts';

/** The training cases as head and network see them, a row or an image a case. */
export interface TrainingCases {
  /** All columns of the registry. */
  readonly radiomics: Matrix;
  readonly images: readonly Tensor[];
  /** 1: pN+. */
  readonly labels: Int8Array;
}

export interface CaseOptions {
  readonly count: number;
  readonly seed: number;
  readonly settings: RadiomicsSettings;
  readonly progress: (done: number) => void;
}

/** Makes the synthetic patients and computes both inputs with their true masks. */
export function trainingCases({ count, seed, settings, progress }: CaseOptions): TrainingCases {
  const rows: number[][] = [];
  const images: Tensor[] = [];
  const labels: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const { volume, noduleMask, outcome } = synthesisePatient(index, { seed });
    const isotropic = isotropicCase(volume, noduleMask);
    const lesion = radiomicsInput(isotropic);
    rows.push(extractFeatures(lesion.volume, lesion.mask, settings).map(({ value }) => value));
    const n = NETWORK_INPUT_SIZE;
    images.push(tensor([1, 1, n, n, n], networkInput(isotropic)));
    labels.push(outcome.pN === 'pN+' ? 1 : 0);
    progress(index + 1);
  }
  return { radiomics: matrixOf(rows), images, labels: Int8Array.from(labels) };
}
