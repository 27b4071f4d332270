import type { WireError } from '#contract/errors.ts';
import type { Job } from '#contract/procedures/jobs.ts';
import { Button, Modal } from '@mantine/core';
import { IconCircleCheck, IconCircleOff, IconGauge } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useEngine } from '../../api/engine-context.tsx';
import { jobEnded, useFeed } from '../../api/library-feed.tsx';
import { useQuery } from '../../api/use-query.ts';
import { Badge } from '../../ui/badge.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { fixed, noValue } from '../../ui/format.ts';
import { notifyError } from '../../ui/notify.tsx';
import { ProgressRow } from '../../ui/progress-row.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { deviceRows, speedWords, type DeviceRow } from './device-rows.ts';
import styles from './devices-dialog.module.css';

/** What could compute here, why not, and how fast each is beside the processor. */
export function DevicesDialog({ onClose }: { readonly onClose: () => void }) {
  const engine = useEngine();
  const { query, reload } = useQuery('devices.list', {});
  const job = useLastBenchmark();
  const running = job !== undefined && !jobEnded(job) ? job : undefined;
  const done = job?.state === 'done' ? job.id : undefined;

  useEffect(() => {
    if (done !== undefined) reload();
  }, [done, reload]);

  const measure = async (name: string) => {
    const reply = await engine.call('devices.benchmark', { name });
    if (!reply.ok) notifyError(reply.error);
  };
  const cancel = async (jobId: string) => {
    const reply = await engine.call('jobs.cancel', { jobId });
    if (!reply.ok) notifyError(reply.error);
  };

  return (
    <Modal opened onClose={onClose} title="Devices" size={720}>
      <div className={styles.dialog}>
        <p className={styles.quiet}>
          The benchmark is the median time of a training step of a narrow ResNet-18, two images of
          48³. Another device than the processor is measured beside it.
        </p>
        {query.status === 'loading' && (
          <SkeletonRows rows={3} height={48} label="Looking for devices" />
        )}
        {query.status === 'failed' && <ErrorNote error={query.error} retry={reload} />}
        {query.status === 'ready' && (
          <ul className={styles.devices} aria-label="Devices">
            {deviceRows(query.value).map((device) => (
              <Device
                key={device.id}
                device={device}
                busy={running !== undefined}
                onMeasure={() => void measure(device.name)}
              />
            ))}
          </ul>
        )}
        <div className={styles.job}>
          {running && <ProgressRow job={running} onCancel={() => void cancel(running.id)} />}
          {job?.state === 'failed' && job.error && <ErrorNote error={job.error as WireError} />}
        </div>
      </div>
    </Modal>
  );
}

/** The newest benchmark that is known of, also one that another window started. */
function useLastBenchmark(): Job | undefined {
  return useStore(useFeed().jobs, (all) =>
    [...all.values()].findLast(({ kind }) => kind === 'benchmark'),
  );
}

function Device({
  device,
  busy,
  onMeasure,
}: {
  readonly device: DeviceRow;
  readonly busy: boolean;
  readonly onMeasure: () => void;
}) {
  const { words, available, note, benchmarkSeconds, speed } = device;
  return (
    <li className={styles.device} data-available={available}>
      <div className={styles.words}>
        <strong>{words}</strong>
        <span className={styles.quiet}>{note}</span>
      </div>
      {available ? (
        <Badge tone="good" icon={IconCircleCheck} word="Available" />
      ) : (
        <Badge tone="quiet" icon={IconCircleOff} word="Not here" />
      )}
      <div className={styles.speed}>
        <span>
          {benchmarkSeconds === null ? noValue : `${fixed(benchmarkSeconds, 2)} s a step`}
        </span>
        <span className={styles.quiet}>
          {speed !== null && device.name !== 'cpu' && speedWords(speed)}
        </span>
      </div>
      <Button
        leftSection={<IconGauge size={16} stroke={1.5} aria-hidden />}
        aria-label={`Benchmark ${words}`}
        disabled={!available || busy}
        onClick={onMeasure}
      >
        Benchmark
      </Button>
    </li>
  );
}
