import type { WireError } from '#contract/errors.ts';
import type { RunEstimate, RunSettings } from '#contract/procedures/experiments.ts';
import { useEffect, useState } from 'react';
import { useEngine } from '../../../api/engine-context.tsx';

/** What is known of the asked runs. A change keeps the last answer on screen until the next. */
export interface Estimates {
  /** Of every run in order; null before the first answer. */
  readonly estimates: readonly RunEstimate[] | null;
  readonly error: WireError | null;
  /** Whether they are of other settings than those that stand in the form now. */
  readonly stale: boolean;
}

/** Typing is over after this time, ms. */
const settleMs = 250;

/** Asks what each of the runs would need, again after a change of any of them. */
export function useEstimates(runs: readonly RunSettings[]): Estimates {
  const engine = useEngine();
  const key = JSON.stringify(runs);
  const [known, setKnown] = useState<{ key: string } & Omit<Estimates, 'stale'>>({
    key: '[]',
    estimates: null,
    error: null,
  });

  useEffect(() => {
    const asked = JSON.parse(key) as readonly RunSettings[];
    if (asked.length === 0) return;
    const stop = new AbortController();
    const ask = async () => {
      const estimates: RunEstimate[] = [];
      for (const settings of asked) {
        const reply = await engine.call(
          'experiments.estimate',
          { settings },
          { signal: stop.signal },
        );
        if (!reply.ok) return setKnown({ key, estimates: null, error: reply.error });
        estimates.push(reply.value);
      }
      setKnown({ key, estimates, error: null });
    };
    // Only an abort rejects: the form says something else now, or is gone.
    const timer = setTimeout(() => void ask().catch(() => undefined), settleMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [engine, key]);

  return { estimates: known.estimates, error: known.error, stale: known.key !== key };
}
