import { IconAlertTriangle } from '@tabler/icons-react';
import { synthetic } from './experiment-words.ts';
import styles from './run-view.module.css';

/** Stands wherever numbers of the demo study are shown. */
export function SyntheticNote() {
  return (
    <p className={styles.synthetic}>
      <IconAlertTriangle size={14} stroke={1.75} aria-hidden />
      {synthetic}
    </p>
  );
}
