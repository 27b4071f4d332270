import { useId, type ReactNode } from 'react';
import styles from './section.module.css';

/** A titled part of a page or panel, with its actions at the right of the title. */
export function Section({
  title,
  actions,
  note,
  children,
}: {
  readonly title: string;
  readonly actions?: ReactNode;
  /** One line under the title that explains the part. */
  readonly note?: ReactNode;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <header className={styles.header}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {note && <p className={styles.note}>{note}</p>}
      {children}
    </section>
  );
}

/** Names and values, one pair a line. */
export function Facts({
  facts,
}: {
  readonly facts: readonly (readonly [name: string, value: ReactNode])[];
}) {
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name} className={styles.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
