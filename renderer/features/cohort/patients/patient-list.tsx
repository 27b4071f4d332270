import type { CohortPatient, CohortView, FactName } from '#contract/procedures/cohort.ts';
import { readers } from '#contract/people.ts';
import { Button, TextInput } from '@mantine/core';
import { IconSearch, IconUserMinus, IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { usePerson } from '../../../api/engine-context.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { useKeys } from '../../../ui/keys.ts';
import { notifyDone, notifyError } from '../../../ui/notify.tsx';
import { goTo } from '../../../ui/routes.ts';
import type { CohortStore } from '../cohort-store.ts';
import { byHand } from '../cohort-words.ts';
import { ExcludeDialog } from './exclude-dialog.tsx';
import { patientColumns, type PatientRow } from './patient-columns.tsx';
import { searchPatients } from './patients-of-box.ts';
import styles from './patients.module.css';

interface Props {
  readonly store: CohortStore;
  readonly view: CohortView;
  readonly patients: readonly CohortPatient[];
  /** Whether they are those of something that is typed, and not stored. */
  readonly counting: boolean;
  /** The patients are those of before; the ones of now are on their way. */
  readonly stale: boolean;
  /** The fact of the chosen rule. */
  readonly asked: FactName | null;
  /** Why there may be nobody to list. */
  readonly emptyReason: string;
  /** Back to the flowchart, by Escape. */
  readonly onLeave: () => void;
}

/** The patients behind a number: why each is where it is, and the way to take one out or in. */
export function PatientList({
  store,
  view,
  patients,
  counting,
  stale,
  asked,
  emptyReason,
  onLeave,
}: Props) {
  const role = usePerson()?.role;
  const reads = readers.some((each) => each === role);
  const [text, setText] = useState('');
  const [currentCode, setCurrentCode] = useState<string | null>(null);
  const [excluding, setExcluding] = useState<string | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const { exclusions, rules } = view.plan;
  const locked = view.locked !== null;

  const columns = useMemo(() => {
    const hand = new Map(exclusions.map(({ code, reason }) => [code, reason]));
    return patientColumns({ rules, hand }, asked);
  }, [exclusions, rules, asked]);
  const rows = useMemo(
    () => searchPatients(patients, text).map((patient) => ({ ...patient, id: patient.code })),
    [patients, text],
  );
  const current = rows.find(({ code }) => code === currentCode) ?? null;
  const isOut = current !== null && exclusions.some(({ code }) => code === current.code);

  const open = ({ code, caseId }: PatientRow) => {
    if (caseId === null) return notifyDone(`${code} has no CT in this library.`);
    goTo({ station: reads ? 'correct' : 'risk', caseId });
  };
  const readmit = async (code: string) => {
    const reply = await store.readmit(code);
    if (!reply.ok) notifyError(reply.error);
    else notifyDone(`${code} is readmitted; the rules decide again.`);
  };
  useKeys({
    '/': () => search.current?.focus(),
    x: () => current && !isOut && !locked && setExcluding(current.code),
    u: () => current && isOut && !locked && void readmit(current.code),
  });

  return (
    <>
      <div className={styles.tools}>
        <TextInput
          ref={search}
          type="search"
          className={styles.search}
          aria-label="Search patients"
          placeholder="Code, hospital, fact"
          leftSection={<IconSearch size={14} aria-hidden />}
          rightSection={<Kbd keys="/" />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && setText('')}
        />
        <span className={styles.quiet} role="status" aria-label="Patients shown">
          {rows.length === patients.length ? rows.length : `${rows.length} of ${patients.length}`}
          {counting && ', not stored yet'}
        </span>
        <span className={styles.spacer} />
        {isOut ? (
          <Button
            leftSection={<IconUserPlus size={16} stroke={1.5} aria-hidden />}
            rightSection={<Kbd keys="u" />}
            disabled={locked}
            onClick={() => void readmit(current.code)}
          >
            Readmit
          </Button>
        ) : (
          <Button
            leftSection={<IconUserMinus size={16} stroke={1.5} aria-hidden />}
            rightSection={<Kbd keys="x" />}
            disabled={locked || current === null || current.excludedBy === byHand}
            title={
              locked
                ? 'A locked cohort keeps its patients.'
                : current === null
                  ? 'Choose a patient in the list first.'
                  : undefined
            }
            onClick={() => current && setExcluding(current.code)}
          >
            Take out…
          </Button>
        )}
      </div>
      <div
        className={styles.table}
        aria-busy={stale}
        onKeyDown={(event) => event.key === 'Escape' && onLeave()}
        onFocus={({ target }) => {
          // The row that was walked to is the one that keys act on.
          const code = target.getAttribute('data-id');
          if (code !== null) setCurrentCode(code);
        }}
        data-patients
      >
        {rows.length === 0 ? (
          <EmptyState
            icon={IconUsers}
            title={patients.length === 0 ? 'Nobody here' : 'No patient matches'}
            action={
              patients.length > 0 && <Button onClick={() => setText('')}>Show all of them</Button>
            }
          >
            {patients.length === 0
              ? emptyReason
              : 'Search by a part of a code, a hospital or a fact.'}
          </EmptyState>
        ) : (
          <DataTable
            label="Patients"
            records={rows}
            columns={columns}
            initialSort={{ column: 'code', direction: 'asc' }}
            currentId={currentCode}
            onCurrent={(row) => setCurrentCode(row.id)}
            onOpen={open}
          />
        )}
      </div>
      {excluding !== null && (
        <ExcludeDialog
          store={store}
          code={excluding}
          earlier={exclusions.map(({ reason }) => reason)}
          onClose={() => setExcluding(null)}
        />
      )}
    </>
  );
}
