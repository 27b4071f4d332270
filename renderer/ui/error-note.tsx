import type { WireError } from '#contract/errors.ts';
import { describeError } from '#contract/sentences.ts';
import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import styles from './error-note.module.css';

/** What failed, in one sentence, and the way to try again where there is one. */
export function ErrorNote({
  error,
  retry,
}: {
  readonly error: WireError;
  readonly retry?: () => void;
}) {
  return (
    <div role="alert" className={styles.note}>
      <IconAlertTriangle size={16} aria-hidden className={styles.icon} />
      <span>{describeError(error)}</span>
      {retry && (
        <Button className={styles.retry} onClick={retry}>
          Try again
        </Button>
      )}
    </div>
  );
}
