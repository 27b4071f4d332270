import { PublishedDesk } from './published-desk.tsx';
import styles from '../view/view.module.css';

/** The published study while no evaluation is open. */
export function PublishedAlone() {
  return (
    <article className={styles.desk} aria-label="Published study">
      <PublishedDesk evaluationId={null} />
    </article>
  );
}
