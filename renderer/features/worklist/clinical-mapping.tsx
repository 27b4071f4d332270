import {
  clinicalField,
  type ClinicalField,
  type ColumnMapping,
  type TablePreview,
} from '#contract/procedures/imports.ts';
import { Button, Group, Select } from '@mantine/core';
import { useState } from 'react';
import { Section } from '../../ui/section.tsx';
import styles from './worklist.module.css';

const fieldNames: { readonly [F in ClinicalField]: string } = {
  patient: 'Patient (ID or code)',
  hospital: 'Hospital',
  age: 'Age, years',
  sex: 'Sex',
  diameter: 'Diameter, cm',
  density: 'Density',
  ctr: 'Consolidation ratio',
  location: 'Location',
  cT: 'cT',
  cN: 'cN',
  cM: 'cM',
  contrast: 'Contrast',
  interval: 'Days CT to surgery',
  previousTherapy: 'Therapy before',
  lymphNodeAssessment: 'Lymph nodes assessed',
  sliceThickness: 'Slice thickness, mm',
  pN: 'pN',
  lymphovascularInvasion: 'Lymphovascular invasion',
  grade: 'Grade',
  histology: 'Histology',
  solidDiameter: 'Solid diameter, cm',
};

/** Which column of the table holds which fact; the engine has guessed, a person decides. */
export function ClinicalMapping({
  preview,
  onStore,
  onBack,
}: {
  readonly preview: TablePreview;
  readonly onStore: (mapping: ColumnMapping) => Promise<void>;
  readonly onBack: () => void;
}) {
  const [mapping, setMapping] = useState<ColumnMapping>(preview.mapping);
  const [busy, setBusy] = useState(false);

  const set = (field: ClinicalField, column: string | null) => {
    const { [field]: _, ...rest } = mapping;
    setMapping(column === null ? rest : { ...rest, [field]: column });
  };
  const store = async () => {
    setBusy(true);
    await onStore(mapping);
    setBusy(false);
  };

  return (
    <>
      <Section
        title={`First rows of ${preview.rowCount}`}
        note="As they stand in the file; nothing is stored yet."
      >
        <div className={styles.preview} tabIndex={0} role="region" aria-label="First rows">
          <table>
            <thead>
              <tr>
                {preview.columns.map((column) => (
                  <th key={column}>{column}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {preview.rows.map((row, i) => (
                <tr key={i}>
                  {row.map((value, j) => (
                    <td key={j}>{value}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Section>
      <Section
        title="What each fact is called in this table"
        note="A fact without a column stays empty. The patient's column is needed to find the case."
      >
        <div className={styles.mapping}>
          {clinicalField.options.map((field) => (
            <label key={field}>
              {fieldNames[field]}
              <Select
                aria-label={fieldNames[field]}
                data={preview.columns}
                value={mapping[field] ?? null}
                placeholder="not in this table"
                clearable
                searchable
                onChange={(column) => set(field, column)}
              />
            </label>
          ))}
        </div>
      </Section>
      <Group justify="flex-end" gap={8}>
        <Button onClick={onBack}>Another file</Button>
        <Button
          variant="filled"
          loading={busy}
          disabled={mapping.patient === undefined}
          onClick={() => void store()}
        >
          Store {preview.rowCount} {preview.rowCount === 1 ? 'row' : 'rows'}
        </Button>
      </Group>
    </>
  );
}
