import type { TableReport } from '#contract/procedures/imports.ts';
import { Section } from '../../ui/section.tsx';
import styles from './worklist.module.css';

/** Unknown patients shown by name before the rest is only counted. */
const namesShown = 30;

/** What a clinical table brought: matched rows, patients not found, values not understood. */
export function ClinicalReport({ report }: { readonly report: TableReport }) {
  const { matched, unknownPatients, rejected } = report;
  return (
    <>
      <p>
        {matched} {matched === 1 ? 'row' : 'rows'} stored with their case.
      </p>
      {unknownPatients.length > 0 && (
        <Section
          title={`Not in the library (${unknownPatients.length})`}
          note="Import their CT first, then this table again; rows already stored stay as they are."
        >
          <p className="mono">
            {unknownPatients.slice(0, namesShown).join(', ')}
            {unknownPatients.length > namesShown &&
              ` and ${unknownPatients.length - namesShown} more`}
          </p>
        </Section>
      )}
      {rejected.length > 0 && (
        <Section
          title={`Values not understood (${rejected.length})`}
          note="These cells were left empty; the rest of their row was stored."
        >
          <ul className={styles.sentences}>
            {rejected.map(({ line, column, reason }, i) => (
              <li key={i}>
                Line {line}, column “{column}”: {reason}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
