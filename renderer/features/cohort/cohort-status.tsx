import type { CohortFlow, CohortView } from '#contract/procedures/cohort.ts';
import { StatusItem } from '../../ui/bar-slots.tsx';

/** The cohort in the bottom line, whichever desk is open. */
export function CohortStatus({
  view,
  preview,
}: {
  readonly view: CohortView;
  readonly preview: CohortFlow | null;
}) {
  const { screened, included, development, unmatched } = preview ?? view.flow;
  return (
    <>
      <StatusItem label="Included">
        {included.n} of {screened.n}
      </StatusItem>
      {view.matching && view.plan.matched && (
        <StatusItem label="Pairs">{(development.n - unmatched.n) / 2}</StatusItem>
      )}
      <StatusItem label="State">
        {view.locked ? 'Locked' : preview ? 'Counting what you type' : 'Stored'}
      </StatusItem>
    </>
  );
}
