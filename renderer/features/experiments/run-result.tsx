import type { Experiment, Run } from '#contract/procedures/experiments.ts';
import { fixed } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';
import { resultRows } from './comparison-rows.ts';
import { optimism, setWords } from './experiment-words.ts';
import styles from './run-view.module.css';

/** What came out: AUC of the selected epoch on every set, beside that of the radiomics alone. */
export function RunResult({
  best,
  radiomicsOnly,
}: {
  readonly best: NonNullable<Run['best']>;
  readonly radiomicsOnly: Experiment['radiomicsOnly'];
}) {
  const of = best.of === 'weights' ? 'weights' : 'averaged copy of the weights';
  return (
    <Section title="Result" note={`Selected: the ${of} after epoch ${best.epoch + 1}. ${optimism}`}>
      <table className={styles.result} aria-label="AUC by set">
        <thead>
          <tr>
            <th scope="col">Set</th>
            <th scope="col">Cases</th>
            <th scope="col">pN+</th>
            <th scope="col">AUC, this run</th>
            <th scope="col">AUC, radiomics alone</th>
          </tr>
        </thead>
        <tbody>
          {resultRows(best.sets, radiomicsOnly).map(({ set, n, positives, auc, radiomics }) => (
            <tr key={set} data-optimistic={set === 'validation' || set === 'training'}>
              <th scope="row">{setWords[set]}</th>
              <td>{n}</td>
              <td>{positives}</td>
              <td className={styles.auc}>{fixed(auc, 3)}</td>
              <td>{fixed(radiomics, 3)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
