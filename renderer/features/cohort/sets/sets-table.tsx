import type { CohortFlow } from '#contract/procedures/cohort.ts';
import { fixed } from '../../../ui/format.ts';
import { standingWords } from '../cohort-words.ts';
import styles from './sets.module.css';

/** The four sets with their patients of each class. */
export function SetsTable({ flow }: { readonly flow: CohortFlow }) {
  return (
    <table className={styles.sets} aria-label="Sets">
      <thead>
        <tr>
          <th scope="col">Set</th>
          <th scope="col">Patients</th>
          <th scope="col">pN+</th>
          <th scope="col">pN-</th>
          <th scope="col">pN+, %</th>
        </tr>
      </thead>
      <tbody>
        {flow.sets.map(({ set, counts: { n, positives, negatives } }) => (
          <tr key={set}>
            <th scope="row">{standingWords[set]}</th>
            <td>{n}</td>
            <td>{positives}</td>
            <td>{negatives}</td>
            <td>{fixed(n === 0 ? null : (100 * positives) / n, 1)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
