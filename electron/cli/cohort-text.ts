import type { CohortPatient, CohortView, Counts } from '#contract/procedures/cohort.ts';
import { table } from './table.ts';

/** A cohort for a terminal: its flowchart from the screened to the sets. */
export function cohortText(view: CohortView): string {
  const { flow, locked, matching, synthetic } = view;
  const rows = [
    row('Screened', flow.screened),
    ...flow.steps
      .filter(({ enabled }) => enabled)
      .map(({ code, reason, excluded }) => row(`  - ${reason} [${code}]`, excluded)),
    row('  - by hand', flow.excludedByHand),
    row('Included', flow.included),
    ...(flow.noPart.n > 0 ? [row('  - hospital without a part', flow.noPart)] : []),
    row('Development', flow.development),
    ...(matching ? [row('  - without a partner', flow.unmatched)] : []),
    ...flow.sets.map(({ set, counts }) => row(set, counts)),
  ];
  return [
    `${view.name} (${view.id.slice(0, 8)})`,
    table(['', 'patients', 'pN+', 'pN-', 'pN unknown'], rows),
    ...(matching ? [matchingLine(matching)] : []),
    ...(synthetic > 0 ? [`${synthetic} of the included patients are synthetic.`] : []),
    locked ? `Locked by ${locked.by} at ${locked.at}, SHA-256 ${locked.hash}.` : 'Not locked.',
  ].join('\n');
}

function row(name: string, { n, positives, negatives, unknown }: Counts): (string | number)[] {
  return [name, n, positives, negatives, unknown];
}

/** Above this the groups are told apart by the variable; the usual rule of thumb. */
const flaggedSmd = 0.1;

function matchingLine({ pairs, distance, balance }: NonNullable<CohortView['matching']>): string {
  const flagged = balance
    .filter(({ after }) => after !== null && Math.abs(after) > flaggedSmd)
    .map(({ fact, level, after }) => {
      const name = level === null ? fact : `${fact} ${level}`;
      return `${name} ${after?.toFixed(2)}`;
    });
  const told = flagged.length === 0 ? 'none' : flagged.join(', ');
  return `${pairs} pairs, summed distance ${distance}. |SMD| > ${flaggedSmd} after matching: ${told}.`;
}

/** Patients, a line each. */
export function patientsText(patients: readonly CohortPatient[]): string {
  const rows = patients.map(({ code, label, standing, excludedBy, pair, fails, ...rest }) => [
    ...[code, label === null ? '' : label === 1 ? 'pN+' : 'pN-', standing],
    ...[pair === null ? '' : String(pair), excludedBy ?? ''],
    rest.unmatchedReason ?? fails.filter((rule) => rule !== excludedBy).join(', '),
  ]);
  return table(['patient', 'pN', 'standing', 'pair', 'excluded by', 'besides'], rows);
}
