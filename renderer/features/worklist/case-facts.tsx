import type { CaseDetail, ClinicalRecord, Outcome } from '#contract/procedures/cases.ts';
import { useQuery } from '../../api/use-query.ts';
import { fixed, noValue } from '../../ui/format.ts';
import { Facts, Section } from '../../ui/section.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from './worklist.module.css';

export function AcquisitionFacts({ detail }: { readonly detail: CaseDetail }) {
  const { acquisition, geometry } = detail;
  const [nx, ny, nz] = geometry.dimensions;
  const [dx, dy, dz] = geometry.spacingMm;
  return (
    <Section title="Acquisition">
      <Facts
        facts={[
          ['Scanned (shifted date)', detail.scannedOn ?? noValue],
          ['Hospital', detail.hospital ?? noValue],
          ['Matrix', `${nx} × ${ny} × ${nz}`],
          ['Voxel, mm', `${dx.toFixed(3)} × ${dy.toFixed(3)} × ${dz.toFixed(3)}`],
          ['Slice thickness, mm', fixed(detail.sliceThicknessMm, 2)],
          ['Manufacturer', acquisition.manufacturer ?? noValue],
          ['Kernel', acquisition.kernel ?? noValue],
          ['Tube voltage, kV', fixed(acquisition.kvp, 0)],
          ['Contrast agent', acquisition.contrast],
          ['Transfer syntax', <span className="mono">{acquisition.transferSyntax}</span>],
        ]}
      />
    </Section>
  );
}

export function ClinicalFacts({ clinical }: { readonly clinical: ClinicalRecord | null }) {
  return (
    <Section title="Clinical record">
      {clinical === null ? (
        <p className={styles.quiet}>
          No row of the clinical table belongs to this patient. Import a table that names it.
        </p>
      ) : (
        <Facts
          facts={[
            ['Age, years', fixed(clinical.ageYears, 0)],
            ['Sex', clinical.sex ?? noValue],
            ['Diameter, cm', fixed(clinical.diameterCm, 1)],
            ['Density', clinical.density ?? noValue],
            ['Consolidation ratio', fixed(clinical.ctr, 2)],
            ['Location', clinical.location ?? noValue],
            ['cT', clinical.cT ?? noValue],
            ['cN', clinical.cN ?? noValue],
            ['cM', clinical.cM ?? noValue],
            ['Contrast', yesNo(clinical.contrast)],
            ['Days CT to surgery', fixed(clinical.intervalDays, 0)],
            ['Therapy before', yesNo(clinical.previousTherapy)],
            ['Lymph nodes assessed', yesNo(clinical.lymphNodeAssessment)],
          ]}
        />
      )}
    </Section>
  );
}

/** Pathology, for the unblinded only; the engine refuses everybody else. */
export function OutcomeFacts({ caseId }: { readonly caseId: string }) {
  const { query } = useQuery('cases.outcome', { caseId }, { topics: ['clinical'], caseId });
  return (
    <Section title="Pathology" note="Withheld from annotators and clinicians.">
      {query.status === 'loading' && (
        <SkeletonRows rows={5} height={20} label="Loading pathology" />
      )}
      {query.status === 'failed' && <p className={styles.quiet}>Not available.</p>}
      {query.status === 'ready' &&
        (query.value === null ? (
          <p className={styles.quiet}>No pathology is recorded.</p>
        ) : (
          <Facts facts={outcomeFacts(query.value)} />
        ))}
    </Section>
  );
}

function outcomeFacts(outcome: Outcome) {
  return [
    ['pN', outcome.pN ?? noValue],
    ['Lymphovascular invasion', yesNo(outcome.lymphovascularInvasion)],
    ['Grade', outcome.grade ?? noValue],
    ['Histology', outcome.histology ?? noValue],
    ['Solid diameter, cm', fixed(outcome.solidDiameterCm, 1)],
  ] as const;
}

function yesNo(value: boolean | null): string {
  if (value === null) return noValue;
  return value ? 'yes' : 'no';
}
