import { IconCircleCheck, IconCircleOff } from '@tabler/icons-react';
import { useQuery } from '../../api/use-query.ts';
import { Badge } from '../../ui/badge.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Facts, Section } from '../../ui/section.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from './settings-page.module.css';

/** What computes here, and with what. */
export function EngineSection() {
  const { query, reload } = useQuery('library.info', {});
  if (query.status === 'failed') return <ErrorNote error={query.error} retry={reload} />;
  if (query.status === 'loading') return <SkeletonRows rows={8} label="Loading the engine" />;
  const { devices, engineVersion, node, memoryMb } = query.value;
  return (
    <>
      <Section
        title="Compute devices"
        note="Networks run on the first available one; the processor is always there."
      >
        <table className={styles.table}>
          <thead>
            <tr>
              <th>Device</th>
              <th>State</th>
            </tr>
          </thead>
          <tbody>
            {devices.map((device) => (
              <tr key={device.name}>
                <td>{device.name}</td>
                <td>
                  {device.available ? (
                    <Badge tone="good" icon={IconCircleCheck} word="Available" />
                  ) : (
                    <Badge tone="quiet" icon={IconCircleOff} word="Not on this machine" />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
      <Section title="Engine">
        <Facts
          facts={[
            ['Version', engineVersion],
            ['Node', node],
            ['Memory in use', `${Math.round(memoryMb)} MB`],
          ]}
        />
      </Section>
    </>
  );
}
