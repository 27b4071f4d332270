import type { WireError } from '#contract/errors.ts';
import type { RunEstimate, RunSettings } from '#contract/procedures/experiments.ts';
import { useEffect, useRef, useState } from 'react';
import type { Engine } from '../../../api/engine.ts';
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
  const newest = useRef(key);
  const asking = useRef(false);

  useEffect(() => {
    newest.current = key;
    const ask = async () => {
      if (asking.current) return;
      asking.current = true;
      // One question at a time, none cut short: the first one of a machine measures it for seconds,
      // which would begin anew with every letter that is typed.
      for (let asked = '[]'; asked !== newest.current;) {
        asked = newest.current;
        const answer = await answerFor(engine, asked, () => asked === newest.current);
        if (answer) setKnown({ key: asked, ...answer });
      }
      asking.current = false;
    };
    const timer = setTimeout(() => void ask(), settleMs);
    return () => clearTimeout(timer);
  }, [engine, key]);

  return { estimates: known.estimates, error: known.error, stale: known.key !== key };
}

/** The estimates of all runs; null once nobody waits for them any more. */
async function answerFor(
  engine: Engine,
  key: string,
  isWanted: () => boolean,
): Promise<Omit<Estimates, 'stale'> | null> {
  const estimates: RunEstimate[] = [];
  for (const settings of JSON.parse(key) as readonly RunSettings[]) {
    const reply = await engine.call('experiments.estimate', { settings });
    if (!isWanted()) return null;
    if (!reply.ok) return { estimates: null, error: reply.error };
    estimates.push(reply.value);
  }
  return { estimates: estimates.length > 0 ? estimates : null, error: null };
}
