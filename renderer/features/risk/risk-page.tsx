import { usePerson } from '../../api/engine-context.tsx';
import { IconEyeOff } from '@tabler/icons-react';
import { Button } from '@mantine/core';
import { EmptyState } from '../../ui/empty-state.tsx';
import { goTo } from '../../ui/routes.ts';
import { RiskOfCase } from './risk-of-case.tsx';
import { mayReadRisk } from './risk-state.ts';

/** The predicted risk of one case, for those who may read it. */
export function RiskPage({ caseId }: { readonly caseId: string }) {
  const person = usePerson();
  if (person && mayReadRisk(person.role)) return <RiskOfCase caseId={caseId} />;
  return (
    <EmptyState
      icon={IconEyeOff}
      title="Predictions are withheld from annotators"
      action={
        <Button variant="filled" onClick={() => goTo({ station: 'correct', caseId })}>
          Back to the correction
        </Button>
      }
    >
      You draw masks blind to pathology, predictions and other readers&rsquo; masks, so that none of
      them can lean your outline one way. The engine sends this window no risk while you are signed
      in.
    </EmptyState>
  );
}
