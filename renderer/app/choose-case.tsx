import { Button } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { useQuery } from '../api/use-query.ts';
import { nextUndone } from '../features/worklist/next-undone.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { goTo } from '../ui/routes.ts';

const texts = {
  correct:
    'Choose a case to correct its mask. The next undone one is the first without a finished mask.',
  risk: 'Choose a case to see its predicted risk.',
  features: 'Choose a case to see the radiomics features of its tumour.',
} as const;

/** A station of one case, before one is chosen. */
export function ChooseCase({ what }: { readonly what: keyof typeof texts }) {
  const { query } = useQuery('cases.list', {}, { topics: ['cases', 'case', 'masks'] });
  const next = query.status === 'ready' ? nextUndone(query.value, null) : null;
  return (
    <EmptyState
      icon={IconListDetails}
      title="No case is open"
      action={
        <>
          {what === 'correct' && next && (
            <Button variant="filled" onClick={() => goTo({ station: 'correct', caseId: next.id })}>
              Open the next undone case
            </Button>
          )}
          <Button onClick={() => goTo({ station: 'cases' })}>Show the cases</Button>
        </>
      }
    >
      {texts[what]}
    </EmptyState>
  );
}
