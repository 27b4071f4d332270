import type { CohortPlan } from '#contract/procedures/cohort.ts';

type Split = CohortPlan['split'];

export const methodWords: {
  readonly [M in Split['method']]: { readonly name: string; readonly meaning: string };
} = {
  pair: {
    name: 'By pair',
    meaning:
      'Both of a pair go to the same set, so that the balance of the matching holds in each of them.',
  },
  paper: {
    name: 'As published',
    meaning:
      'pN+ and pN- are drawn each by themselves, as the study did; most pairs are torn apart, and the balance holds only by luck.',
  },
};

/** What a change of the split is called by undo. */
export function splitChange(before: Split, after: Split): string {
  if (before.method !== after.method) {
    return `Split ${methodWords[after.method].name.toLowerCase()}`;
  }
  if (before.share !== after.share) return `Split: ${shareText(after.share)} % train`;
  return `Split: seed ${after.seed}`;
}

/** A share of 0 to 1 as per cent, without the rounding of the multiplication. */
export function shareText(share: number): string {
  return String(Number((share * 100).toFixed(2)));
}
