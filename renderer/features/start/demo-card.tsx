import type { WireError } from '#contract/errors.ts';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useEngine } from '../../api/engine-context.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { openDemo } from './open-demo.ts';
import styles from './start-screen.module.css';

type Progress =
  | { readonly status: 'idle' | 'opening' }
  | { readonly status: 'failed'; readonly error: WireError };

/** Fills an empty library with the synthetic study and signs in to it. */
export function DemoCard() {
  const engine = useEngine();
  const [progress, setProgress] = useState<Progress>({ status: 'idle' });

  const open = async () => {
    setProgress({ status: 'opening' });
    const reply = await openDemo(engine);
    // On success this screen gives way to the cases, where they appear one by one.
    if (!reply.ok) setProgress({ status: 'failed', error: reply.error });
  };

  return (
    <section className={styles.card} aria-labelledby="demo-title">
      <h2 id="demo-title">Open the demo study</h2>
      <p>
        24 synthetic patients from six made-up hospitals, written as real DICOM, with a clinical
        table and people of every role. Made on this machine in about a minute; you are signed in as
        the supervisor and can work while it fills.
      </p>
      {progress.status === 'failed' && <ErrorNote error={progress.error} />}
      <Button
        className={styles.foot}
        variant="filled"
        loading={progress.status === 'opening'}
        onClick={() => void open()}
      >
        Open the demo study
      </Button>
    </section>
  );
}
