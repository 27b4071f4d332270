/** What the reader is advised to do with an outline. */
export type Verdict = 'accept' | 'check' | 'not-sure';

/** Why an outline should not simply be accepted. */
export type Reason =
  /** The estimated chance of agreement is below that of `accept`. */
  | 'low-confidence'
  /** Most of the boundary was cut by the method: the image shows no edge there. */
  | 'no-visible-edge'
  /** The core is hardly denser than lung. */
  | 'faint'
  /** Larger than the lesions that the method was tried on. */
  | 'large'
  /** The outline runs out of the region that was looked at. */
  | 'cropped'
  /** The place that was clicked is not in the outline. */
  | 'misses-click'
  /** The second best reading of the same place. */
  | 'alternative'
  /** Another candidate scores nearly as well. */
  | 'rival';

/** Evidence on one outline. */
export interface Evidence {
  /** Weighted mean predicted Dice of the voters, and their weighted mean Dice with the outline. */
  readonly predictedDice: number;
  readonly agreement: number;
  /** Share of the leader's shell above its threshold. */
  readonly cut: number;
  /** Leader's voxels on the faces of the region of interest over V^(2/3). */
  readonly border: number;
  readonly coreHu: number;
  readonly diameterMm: number;
  readonly seedInside: boolean;
}

export interface Assessment {
  readonly confidence: number;
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
}

/** Logistic regression of "Dice is at least 0.65" on 71 nodules. */
const logistic = { intercept: -16.8, predictedDice: 10.43, agreement: 13.74 } as const;

const verdictFrom = { accept: 0.9, check: 0.7 } as const;

/**
 * Outside these the regression means nothing, however high it comes out: large masses once got
 * 0.96 for an outline with a Dice of 0.36.
 */
const limits: readonly { readonly reason: Reason; readonly broken: (e: Evidence) => boolean }[] = [
  { reason: 'no-visible-edge', broken: (e) => e.cut > 0.5 },
  { reason: 'faint', broken: (e) => e.coreHu < -700 },
  { reason: 'large', broken: (e) => e.diameterMm > 30 },
  { reason: 'cropped', broken: (e) => e.border > 0.05 },
  { reason: 'misses-click', broken: (e) => !e.seedInside },
];

/** Judges an outline; breaking any limit forces `not-sure`. */
export function assess(evidence: Evidence): Assessment {
  const chance = agreementChance(evidence);
  const broken = limits.filter((limit) => limit.broken(evidence)).map(({ reason }) => reason);
  // Beyond its limits the regression must not be quoted as if it were sure.
  const confidence = broken.length > 0 ? Math.min(chance, verdictFrom.check) : chance;
  if (broken.length > 0 || confidence < verdictFrom.check) {
    const low: Reason[] = chance < verdictFrom.accept ? ['low-confidence'] : [];
    return { confidence, verdict: 'not-sure', reasons: [...broken, ...low] };
  }
  if (confidence < verdictFrom.accept) {
    return { confidence, verdict: 'check', reasons: ['low-confidence'] };
  }
  return { confidence, verdict: 'accept', reasons: [] };
}

/** Estimated chance that a reader's outline overlaps this one with a Dice of at least 0.65. */
export function agreementChance(evidence: Pick<Evidence, 'predictedDice' | 'agreement'>): number {
  const score =
    logistic.intercept +
    logistic.predictedDice * evidence.predictedDice +
    logistic.agreement * evidence.agreement;
  return 1 / (1 + Math.exp(-score));
}
