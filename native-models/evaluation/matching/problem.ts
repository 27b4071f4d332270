/** One patient as the matching sees it: values by variable; `null`, `undefined`, '' and NaN are missing. */
export type MatchingRow = Readonly<Record<string, string | number | null | undefined>>;

export interface MatchingSettings {
  /** Variables in which both of a pair have the same value. */
  readonly exact: readonly string[];
  /** Largest allowed difference per numeric variable, itself included; `null` allows any. */
  readonly calipers: Readonly<Record<string, number | null>>;
  /** The numeric variable whose summed difference is minimised; it needs no caliper. */
  readonly distance: string;
}

export interface MatchingProblem extends MatchingSettings {
  /** The patients to find a partner for, in the order in which ties are settled. */
  readonly cases: readonly MatchingRow[];
  readonly controls: readonly MatchingRow[];
}

/** Indices into `cases` and `controls`, and the difference in the distance variable. */
export interface MatchedPair {
  readonly case: number;
  readonly control: number;
  readonly distance: number;
}

export type UnmatchedReason =
  /** The case lacks a value of one of the variables. */
  | 'value-missing'
  /** No control has the same exact values. */
  | 'no-control-in-stratum'
  /** There are such controls, all of them farther than a caliper allows. */
  | 'outside-caliper'
  /** There are allowed controls; every best matching gives them to other cases. */
  | 'controls-exhausted';

/** A variable that kept case and control apart. */
export interface Disagreement {
  readonly variable: string;
  /** Absolute difference of a numeric variable; `null` for an exact one. */
  readonly difference: number | null;
}

/** The control that came closest: fewest exact variables differ, then fewest calipers are exceeded, then the smallest distance, then the lowest index. */
export interface NearestMiss {
  readonly control: number;
  readonly disagreements: readonly Disagreement[];
  /** Absolute difference in the distance variable. */
  readonly distance: number;
  /** The case that got this control, or `null` when nobody did. */
  readonly takenBy: number | null;
}

export interface UnmatchedCase {
  readonly case: number;
  readonly reason: UnmatchedReason;
  /** `null` when a value is missing on the side of the case or of every control. */
  readonly nearest: NearestMiss | null;
}

export interface MatchingResult {
  /** In the order of the cases. */
  readonly pairs: readonly MatchedPair[];
  /** Sum of the pairs' distances. */
  readonly sum: number;
  readonly unmatchedCases: readonly UnmatchedCase[];
  readonly unmatchedControls: readonly number[];
}
