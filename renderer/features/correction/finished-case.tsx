import type { CaseDetail } from '#contract/procedures/cases.ts';
import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { EmptyState } from '../../ui/empty-state.tsx';
import { dateTime, fixed, volumeMm3 } from '../../ui/format.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { goTo } from '../../ui/routes.ts';

/** A case whose correction is stored: what was stored, and the ways on. */
export function FinishedCase({
  detail,
  onReopen,
}: {
  readonly detail: CaseDetail;
  readonly onReopen: () => void;
}) {
  const newest = detail.masks.find(({ source }) => source === 'corrected');
  return (
    <EmptyState
      icon={IconCircleCheck}
      title={
        newest ? `${detail.code}: version ${newest.version} is stored` : `${detail.code} is done`
      }
      action={
        <>
          <Button variant="filled" onClick={() => goTo({ station: 'cases' })}>
            Back to the cases
          </Button>
          <Button onClick={onReopen}>Reopen for correction</Button>
        </>
      }
    >
      {newest && (
        <p>
          Stored by {newest.author} on {dateTime(newest.createdAt)}: {volumeMm3(newest.volumeMm3)}{' '}
          mm³, long axis {fixed(newest.longAxisMm, 1)} mm. Older versions stay.
        </p>
      )}
      <p>
        <Kbd keys="Ctrl+Shift+N" /> opens the next case that is not done.
      </p>
    </EmptyState>
  );
}
