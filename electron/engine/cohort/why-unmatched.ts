import type {
  MatchingProblem,
  MatchingRow,
  UnmatchedCase,
} from '#native/evaluation/matching/problem.ts';

/** How the two sides and their variables are called where the reader is. */
export interface MatchingNames {
  /** One patient of each side, such as "pN+ patient". */
  readonly oneCase: string;
  readonly oneControl: string;
  /** By index. */
  readonly caseName: (index: number) => string;
  readonly controlName: (index: number) => string;
  readonly variable: (name: string) => string;
}

/** Why a case has no partner, in words, with the control that came closest. */
export function whyUnmatched(
  one: UnmatchedCase,
  problem: MatchingProblem,
  names: MatchingNames,
): string {
  const { reason, nearest } = one;
  if (reason === 'value-missing') return whyLeft(problem.cases[one.case], problem, names);
  const same = problem.exact.length > 0 ? ` with the same ${listed(problem.exact, names)}` : '';
  const because = {
    'no-control-in-stratum': `There is no ${names.oneControl}${same}.`,
    'outside-caliper': `No ${names.oneControl}${same} lies within the calipers.`,
    'controls-exhausted': `Every ${names.oneControl} who fits is the partner of another.`,
  }[reason];
  if (!nearest) return because;
  const apart = nearest.disagreements.map(({ variable, difference }) => {
    const by = difference === null ? '' : ` by ${difference}`;
    return `${names.variable(variable)} differs${by}`;
  });
  const { takenBy } = nearest;
  const partner = takenBy === null ? [] : [`partner of ${names.caseName(takenBy)}`];
  return `${because} Nearest: ${names.controlName(nearest.control)} (${[...apart, ...partner].join('; ')}).`;
}

/** Why a patient of either side could not be chosen, or a control was not. */
export function whyLeft(
  row: MatchingRow,
  { exact, calipers, distance }: MatchingProblem,
  names: MatchingNames,
): string {
  const needed = new Set([...exact, distance, ...Object.keys(calipers)]);
  const missing = [...needed].filter((name) => isMissing(row[name]));
  return missing.length > 0
    ? `Not recorded: ${listed(missing, names)}.`
    : `No ${names.oneCase} needed this partner.`;
}

function listed(variables: readonly string[], names: MatchingNames): string {
  return variables.map(names.variable).join(', ');
}

function isMissing(value: MatchingRow[string]): boolean {
  return value === null || value === undefined || value === '' || Number.isNaN(value);
}
