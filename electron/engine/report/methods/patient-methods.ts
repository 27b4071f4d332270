import type { CohortFlow, CohortPlan, Counts } from '#contract/procedures/cohort.ts';
import { counted, listed, percent } from './sentences.ts';

export type Plan = Omit<CohortPlan, 'exclusions'>;

/** Names of facts inside a sentence. */
const words = {
  sex: 'sex',
  density: 'density',
  location: 'location',
  hospital: 'hospital',
  contrast: 'use of contrast',
  cT: 'clinical T stage',
  ageYears: 'age',
  diameterCm: 'maximum diameter',
  ctr: 'consolidation-to-tumour ratio',
} as const;

const units = { ageYears: ' years', diameterCm: ' cm', ctr: '' } as const;

/** Who was chosen, matched and split, as far as it is known. */
export function patientSentences(plan: Plan | null, flow: CohortFlow | null): string[] {
  return [
    ...(flow ? eligibility(flow) : []),
    ...(plan && flow && flow.development.n > 0 ? [matching(plan, flow), split(plan)] : []),
  ];
}

function eligibility({ screened, steps, excludedByHand, included, noPart }: CohortFlow): string[] {
  const left = steps
    .filter(({ enabled, excluded }) => enabled && excluded.n > 0)
    .map(({ reason, excluded }) => `${reason} (n = ${excluded.n})`);
  return [
    `Of ${counted(screened.n, 'patient')} screened, ${included.n} ${wasWere(included)} eligible.`,
    ...(left.length > 0
      ? [
          `Rules of eligibility were applied in a fixed order, and each excluded patient is counted under the first one that was not met: ${left.join('; ')}.`,
        ]
      : []),
    ...(excludedByHand.n > 0
      ? [
          `With a recorded reason, ${counted(excludedByHand.n, 'patient')} ${wasWere(excludedByHand)} excluded by hand.`,
        ]
      : []),
    ...(noPart.n > 0
      ? [
          `From hospitals without a part in the study, ${counted(noPart.n, 'eligible patient')} ${wasWere(noPart)} left out.`,
        ]
      : []),
  ];
}

function wasWere({ n }: Counts): string {
  return n === 1 ? 'was' : 'were';
}

function matching({ matched, match }: Plan, { unmatched, development }: CohortFlow): string {
  if (!matched) return `The ${counted(development.n, 'development patient')} were not matched.`;
  const exact = listed(match.exact.map((fact) => words[fact]));
  const calipers = match.calipers.flatMap(({ fact, width }) =>
    width === null ? [] : [`a difference of at most ${width}${units[fact]} in ${words[fact]}`],
  );
  const conditions = [...(exact === '' ? [] : [`exactly on ${exact}`]), ...withWord(calipers)];
  const under = conditions.length > 0 ? ` ${listed(conditions)},` : '';
  return (
    `In the development hospitals, pN- patients were matched 1:1 to pN+ patients${under} so that the number of pairs was largest ` +
    `and, for that number, the summed difference in ${words[match.calipers[0].fact]} smallest; ` +
    `${counted(unmatched.n, 'patient')} had no partner.`
  );
}

function withWord(calipers: readonly string[]): string[] {
  return calipers.length > 0 ? [`with ${listed(calipers)}`] : [];
}

function split({ matched, split: { method, share, seed } }: Plan): string {
  const parts = `${percent(share)} went to training and the others to internal validation`;
  if (matched && method === 'pair') {
    return `Pairs were split at random and kept together: ${parts} (seed ${seed}).`;
  }
  return `pN+ and pN- patients were split at random, each class by itself: ${parts} (seed ${seed}).`;
}
