import type { WireError } from '#contract/errors.ts';
import type { ReactNode } from 'react';
import { ErrorNote } from './error-note.tsx';
import styles from './list-page.module.css';

/** A station of a list with the open one beside it; in a small window below it. */
export function ListPage({
  list,
  children,
}: {
  readonly list: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <div className={styles.page}>
      <div className={styles.list}>{list}</div>
      {children}
    </div>
  );
}

/** A station that has nothing to show but why. */
export function FailedPage({
  error,
  retry,
}: {
  readonly error: WireError;
  readonly retry: () => void;
}) {
  return (
    <div className={styles.failed}>
      <ErrorNote error={error} retry={retry} />
    </div>
  );
}
