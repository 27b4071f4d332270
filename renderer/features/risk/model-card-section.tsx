import type { ModelCard } from '#contract/procedures/risk.ts';
import { grouped } from '../../ui/format.ts';
import { Facts, Section } from '../../ui/section.tsx';
import styles from './risk-page.module.css';

/** What the model is, what it learned from, how well it does, and where it ends. */
export function ModelCardSection({ model }: { readonly model: ModelCard }) {
  return (
    <Section title="Model card">
      <p>
        <strong>{model.name}</strong>
        <br />
        <span className={model.demo ? styles.demo : undefined}>{model.label}</span>
      </p>
      <p className={styles.quiet}>{model.description}</p>
      <Facts
        facts={[
          ['Trained on', model.trainedOn],
          ['Architecture', model.architecture],
          ['Parameters', grouped(model.parameters)],
          ...model.metrics.map(({ name, value }) => [name, value] as const),
          [
            'Weights SHA-256',
            <span className="mono" title={model.weightsSha256}>
              {model.weightsSha256.slice(0, 16)}
            </span>,
          ],
        ]}
      />
      <ul className={styles.limits} aria-label="Limits">
        {model.limits.map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
      <p className={styles.research}>Research use only</p>
    </Section>
  );
}
