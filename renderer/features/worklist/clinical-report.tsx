import type { TableReport } from '#contract/procedures/imports.ts';
import { Section } from '../../ui/section.tsx';
import styles from './worklist.module.css';

/** Patients shown by name before the rest is only counted. */
const namesShown = 30;

/** What a clinical table brought: matched rows, patients not found, values not understood. */
export function ClinicalReport({ report }: { readonly report: TableReport }) {
  const { matched, withoutCt, unknownPatients, rejected } = report;
  return (
    <>
      <p>
        {matched} {matched === 1 ? 'row' : 'rows'} stored with their case.
      </p>
      <Patients
        title="Without a CT"
        note="Kept, so that cohorts count them as screened. A CT of theirs finds its row when it is imported."
        ids={withoutCt}
      />
      <Patients
        title="Not in the library"
        note="Nothing of these rows was stored. Import a CT of the table first, or check the column with the patient."
        ids={unknownPatients}
      />
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

function Patients({
  title,
  note,
  ids,
}: {
  readonly title: string;
  readonly note: string;
  readonly ids: readonly string[];
}) {
  if (ids.length === 0) return null;
  return (
    <Section title={`${title} (${ids.length})`} note={note}>
      <p className="mono">
        {ids.slice(0, namesShown).join(', ')}
        {ids.length > namesShown && ` and ${ids.length - namesShown} more`}
      </p>
    </Section>
  );
}
