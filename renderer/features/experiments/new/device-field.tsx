import { Button, Select } from '@mantine/core';
import { useQuery } from '../../../api/use-query.ts';
import { deviceRows, deviceLabel } from '../device-rows.ts';
import styles from './new-experiment.module.css';

/** What computes: one of the devices that are available here. */
export function DeviceField({
  device,
  onChange,
  onCompare,
}: {
  readonly device: string;
  readonly onChange: (device: string) => void;
  readonly onCompare: () => void;
}) {
  const { query } = useQuery('devices.list', {});
  const rows = query.status === 'ready' ? deviceRows(query.value) : [];
  const known = rows.some(({ name }) => name === device);
  return (
    <div className={styles.device}>
      <Select
        label="Device"
        allowDeselect={false}
        data={[
          ...(known ? [] : [{ value: device, label: device }]),
          ...rows.map((row) => ({
            value: row.name,
            label: deviceLabel(row),
            disabled: !row.available,
          })),
        ]}
        value={device}
        onChange={(value) => value !== null && onChange(value)}
      />
      <Button variant="subtle" onClick={onCompare}>
        Compare the devices…
      </Button>
    </div>
  );
}
