import { Select } from '@mantine/core';
import { useQuery } from '../../../api/use-query.ts';

const drawn = 'drawn';

/** Whose sets the runs use: drawn for this experiment, or those of a locked cohort. */
export function SetsField({
  cohortId,
  onChange,
}: {
  readonly cohortId: string | null;
  readonly onChange: (cohortId: string | null) => void;
}) {
  const { query } = useQuery('cohorts.list', {}, { topics: ['cohorts'] });
  const locked = query.status === 'ready' ? query.value.filter((cohort) => cohort.locked) : [];
  return (
    <Select
      label="Sets"
      description={
        cohortId === null
          ? 'By hospital and seed, of every case with pN and a mask.'
          : 'Fixed when the cohort was locked; the seed draws nothing of them.'
      }
      allowDeselect={false}
      data={[
        { value: drawn, label: 'Drawn now' },
        ...locked.map(({ id, name }) => ({ value: id, label: `${name} (locked cohort)` })),
      ]}
      value={cohortId ?? drawn}
      onChange={(value) => onChange(value === drawn ? null : value)}
    />
  );
}
