import type { NetworkName } from '#contract/procedures/experiments.ts';
import { Checkbox, Select } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import {
  fusionWords,
  learnsWords,
  networkWords,
  normalisationWords,
  radiomicsWords,
} from '../experiment-words.ts';
import { ChoiceGroup } from './choice-group.tsx';
import styles from './new-experiment.module.css';
import { NumberFields } from './number-fields.tsx';
import { adviceOf, numberOf, type Problems, type RunForm } from './run-form.ts';
import { WeightsField } from './weights-field.tsx';

interface Props {
  readonly form: RunForm;
  readonly problems: Problems;
  readonly alsoAlone: boolean;
  readonly onAlsoAlone: (on: boolean) => void;
  readonly onChange: (change: Partial<RunForm>) => void;
}

/** Everything that decides one run. */
export function RunFields({ form, problems, alsoAlone, onAlsoAlone, onChange }: Props) {
  const advice = adviceOf(form);
  return (
    <>
      <div className={styles.row}>
        <Select
          label="Network"
          allowDeselect={false}
          data={Object.entries(networkWords).map(([value, label]) => ({ value, label }))}
          value={form.network}
          onChange={(value) => value && onChange({ network: value as NetworkName })}
        />
        <Select
          label="Fusion with the radiomics"
          allowDeselect={false}
          data={Object.entries(fusionWords).map(([value, { name }]) => ({ value, label: name }))}
          value={form.fusion}
          onChange={(value) => value && onChange({ fusion: value as RunForm['fusion'] })}
        />
        <Select
          label="Radiomics enter as"
          allowDeselect={false}
          disabled={form.fusion === 'none'}
          data={Object.entries(radiomicsWords).map(([value, { name }]) => ({ value, label: name }))}
          value={form.radiomics}
          onChange={(value) => value && onChange({ radiomics: value as RunForm['radiomics'] })}
        />
      </div>
      <p className={styles.hint}>
        {fusionWords[form.fusion].meaning}
        {form.fusion !== 'none' && ` ${radiomicsWords[form.radiomics].meaning}`}
      </p>
      <Checkbox
        label="Also train the same network without radiomics, to compare"
        disabled={form.fusion === 'none'}
        checked={alsoAlone && form.fusion !== 'none'}
        onChange={(event) => onAlsoAlone(event.currentTarget.checked)}
      />
      <WeightsField
        weightsId={form.weightsId}
        network={form.network}
        width={numberOf(form, 'width')}
        onChange={(weightsId) => onChange({ weightsId })}
      />
      <NumberFields
        fields={['epochs', 'batch', 'learningRate', 'seed']}
        {...{ form, problems, onChange }}
      />
      <NumberFields
        fields={['width', 'inputSize', 'emaDecay', 'earlyStop']}
        {...{ form, problems, onChange }}
      />
      <div className={styles.pair}>
        <ChoiceGroup
          label="What learns"
          words={learnsWords}
          value={form.learns}
          onChange={(learns) => onChange({ learns })}
        />
        <ChoiceGroup
          label="Batch normalisation"
          words={normalisationWords}
          value={form.normalisation}
          onChange={(normalisation) => onChange({ normalisation })}
        />
      </div>
      {advice.map((sentence) => (
        <p key={sentence} className={styles.advice}>
          <IconInfoCircle size={16} aria-hidden />
          {sentence}
        </p>
      ))}
      <fieldset className={styles.switches}>
        <legend>Loss and data</legend>
        {switches.map(({ field, label }) => (
          <Checkbox
            key={field}
            label={label}
            checked={form[field]}
            onChange={(event) => onChange({ [field]: event.currentTarget.checked })}
          />
        ))}
      </fieldset>
    </>
  );
}

const switches = [
  { field: 'contrastive', label: 'Contrastive loss, as in the study' },
  { field: 'augmentation', label: 'Random crops and rotations, as in the study' },
  { field: 'classWeights', label: 'Both classes count alike, however many cases they have' },
  { field: 'auxiliary', label: 'Auxiliary heads learn from invasion, grade, type and diameter' },
] as const;
