import { Skeleton } from '@mantine/core';
import styles from './risk-page.module.css';

/** The page's boxes before its content is there. */
export function RiskSkeleton() {
  return (
    <div className={styles.page} role="status" aria-label="Loading the risk">
      <Skeleton height={108} />
      <Skeleton height={150} />
      <div className={styles.columns}>
        <Skeleton height={420} />
        <Skeleton height={420} />
        <Skeleton height={420} />
      </div>
    </div>
  );
}
