import {
  fusedFeatures,
  selectRadiomics,
  type FeatureTable,
} from '#engine/training/select-radiomics.ts';
import type { OrderedCase } from '#engine/training/train-order.ts';
import type { RunSettings } from '#contract/procedures/experiments.ts';
import { seededRandom, shuffledIndices } from '#native/numeric/random.ts';
import type { StudyMember } from './study-members.ts';

/** One column of the result: a training run, or radiomics alone. */
export interface Arm {
  readonly name: string;
  readonly fusion: RunSettings['fusion'];
  /** Seed of a permutation of the learning labels, or null for the true ones. */
  readonly permutation: number | null;
}

/** @param controls Number of permutations of the labels. */
export function armsOf(fusion: RunSettings['fusion'], controls: number): Arm[] {
  return [
    { name: 'deep learning alone', fusion: 'none', permutation: null },
    { name: `fusion (${fusion})`, fusion, permutation: null },
    ...Array.from({ length: controls }, (_, n) => ({
      name: `fusion, labels permuted (${n + 1})`,
      fusion,
      permutation: n + 1,
    })),
  ];
}

/**
 * The members with the labels of training and validation dealt out anew within each set, so that the
 * sets keep their numbers of pN+; test labels stay as they are.
 */
export function permuted(members: readonly StudyMember[], seed: number): StudyMember[] {
  const random = seededRandom(seed);
  const labels = new Map<string, 0 | 1>();
  for (const set of ['training', 'validation'] as const) {
    const mine = members.filter((member) => member.set === set);
    const order = shuffledIndices(mine.length, random);
    for (const [n, { caseId }] of mine.entries()) labels.set(caseId, mine[order[n]].label);
  }
  return members.map((member) => ({ ...member, label: labels.get(member.caseId) ?? member.label }));
}

/** Radiomics chosen and scaled on the training set with the labels that it has, and the run's cases. */
export function preparedArm(
  table: FeatureTable,
  members: readonly StudyMember[],
  scaling: RunSettings['radiomics'],
): {
  readonly alone: ReturnType<typeof selectRadiomics>['alone'];
  readonly radiomicsCount: number;
  readonly cases: readonly OrderedCase[];
} {
  const training = members.filter(({ set }) => set === 'training');
  const selected = selectRadiomics(table, training, members);
  return {
    alone: selected.alone,
    radiomicsCount: selected.columns.length,
    cases: members.map(({ caseId, set, label, file }) => ({
      ...{ id: caseId, set, label, file, auxiliary: {} },
      radiomics: fusedFeatures(selected, caseId, scaling),
    })),
  };
}
