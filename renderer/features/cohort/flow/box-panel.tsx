import type { CohortFlow, CohortPatient, CohortView } from '#contract/procedures/cohort.ts';
import type { RefObject } from 'react';
import { ErrorNote } from '../../../ui/error-note.tsx';
import type { CohortState, CohortStore } from '../cohort-store.ts';
import { factText } from '../cohort-words.ts';
import { PatientList } from '../patients/patient-list.tsx';
import { patientsOfBox } from '../patients/patients-of-box.ts';
import { RuleEditor } from '../rules/rule-editor.tsx';
import { HospitalParts } from '../sets/hospital-parts.tsx';
import { boxMeaning } from './box-words.ts';
import { countWords, type BoxRef, type FlowBox } from './flow-boxes.ts';
import styles from './flow-desk.module.css';

interface Props {
  readonly store: CohortStore;
  readonly view: CohortView;
  readonly patients: readonly CohortPatient[];
  readonly failure: CohortState['failure'];
  /** The patients are those of the step before. */
  readonly stale: boolean;
  /** The counts that the flowchart shows now. */
  readonly flow: CohortFlow;
  readonly box: FlowBox;
  readonly firstField: RefObject<HTMLInputElement | null>;
  readonly onMove: (code: string, by: 1 | -1) => void;
  readonly onRemove: (code: string) => void;
  readonly onLeave: () => void;
}

/** Boxes whose patients the hospitals' parts decide. */
const ofHospitals: ReadonlySet<BoxRef['kind']> = new Set<BoxRef['kind']>([
  'no-part',
  'development',
  'test-1',
  'test-2',
]);

/** What stands behind the chosen box: its rule or its meaning, and its patients. */
export function BoxPanel(props: Props) {
  const { store, view, patients, failure, flow, box, firstField, onLeave } = props;
  const { rules } = view.plan;
  const rule = box.ref.kind === 'rule' ? rules.find(({ code }) => boxIs(box, code)) : undefined;
  const locked = view.locked !== null;
  const listed = patientsOfBox(
    box.ref,
    patients,
    rules.map(({ code }) => code),
  );
  return (
    <section className={styles.panel} aria-label={box.title}>
      <header className={styles.head}>
        <h2>{box.title}</h2>
        <span className={styles.quiet}>{box.counts.n > 0 && countWords(box.counts)}</span>
      </header>
      {rule ? (
        <RuleEditor
          key={rule.code}
          store={store}
          stored={rule}
          rules={rules}
          unknown={flow.steps.find(({ code }) => code === rule.code)?.unknownFact ?? 0}
          values={valuesOf(patients, rule.fact)}
          locked={locked}
          firstField={firstField}
          onMove={(by) => props.onMove(rule.code, by)}
          onRemove={() => props.onRemove(rule.code)}
          onLeave={onLeave}
        />
      ) : (
        box.ref.kind !== 'rule' && <p className={styles.quiet}>{boxMeaning[box.ref.kind]}</p>
      )}
      {ofHospitals.has(box.ref.kind) && <HospitalParts store={store} view={view} />}
      {failure && (failure.at === 'rules' || failure.at === 'hospitals') && (
        <ErrorNote error={failure.error} />
      )}
      <PatientList
        store={store}
        view={view}
        patients={listed}
        counting={flow !== view.flow}
        stale={props.stale}
        asked={rule?.fact ?? null}
        emptyReason={emptyReason(box)}
        onLeave={onLeave}
      />
    </section>
  );
}

function boxIs({ ref }: FlowBox, code: string): boolean {
  return 'code' in ref && ref.code === code;
}

function emptyReason({ ref, off }: FlowBox): string {
  if (off) return 'The rule is off, so that it takes nobody out. Space on its box turns it on.';
  if (ref.kind === 'rule') return 'Nobody fails this rule who has passed those above it.';
  if (ref.kind === 'by-hand') return 'Choose a patient in another list and press x, with a reason.';
  return 'No patient stands at this place of the flowchart.';
}

/** What a fact is among the patients, the most frequent first. */
function valuesOf(
  patients: readonly CohortPatient[],
  fact: keyof CohortPatient['facts'],
): string[] {
  const known = patients.flatMap(({ facts }) => facts[fact] ?? []);
  const groups = Map.groupBy(known, factText);
  return [...groups].toSorted(([, a], [, b]) => b.length - a.length).map(([value]) => value);
}
