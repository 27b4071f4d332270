import type { EvaluationSettings } from '#contract/evaluation/settings.ts';
import type { WireError } from '#contract/errors.ts';
import { Button } from '@mantine/core';
import { IconChartDots } from '@tabler/icons-react';
import { useState } from 'react';
import { useEngine } from '../../../api/engine-context.tsx';
import { useQuery } from '../../../api/use-query.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { useKeys } from '../../../ui/keys.ts';
import { goTo } from '../../../ui/routes.ts';
import { Section } from '../../../ui/section.tsx';
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx';
import { counted } from '../results-words.ts';
import { FitButtons } from './fit-buttons.tsx';
import { ModelList } from './model-list.tsx';
import { SettingsForm } from './settings-form.tsx';
import { blankForm, settingsOf } from './settings-text.ts';
import styles from './setup.module.css';

/** Which models, judged how: what an evaluation is made from. */
export function SetupDesk({ cohortId }: { readonly cohortId: string }) {
  const engine = useEngine();
  const { query, reload } = useQuery(
    'evaluation.models',
    { cohortId },
    { topics: ['evaluations', 'experiments', 'cohorts'] },
  );
  // What is left out is remembered, so that a model that is fitted meanwhile is in.
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const [settings, setSettings] = useState<EvaluationSettings | null>(() => settingsOf(blankForm));
  const [busy, setBusy] = useState(false);
  const [unfit, setUnfit] = useState<WireError | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const models = query.status === 'ready' ? query.value : [];
  const chosen = models.filter(({ id }) => !leftOut.has(id));
  const ready = chosen.length > 0 && settings !== null && !busy;

  const evaluate = async () => {
    if (!ready) return;
    setBusy(true);
    setError(null);
    const reply = await engine.call('evaluation.run', {
      cohortId,
      modelIds: chosen.map(({ id }) => id),
      settings: withKnownReference(settings, chosen),
    });
    setBusy(false);
    if (!reply.ok) return setError(reply.error);
    const { evaluationId } = reply.value;
    goTo({ station: 'results', cohortId, evaluationId, tab: 'overview' });
  };
  const all = () =>
    setLeftOut(chosen.length === models.length ? new Set(models.map(({ id }) => id)) : new Set());
  useKeys({ a: all, 'Ctrl+Enter': () => void evaluate() });

  return (
    <article className={styles.desk} aria-label="New evaluation">
      <Section
        title="Models"
        note="Trained or fitted on this cohort’s training set, and on no patient of the sets they are judged on."
        actions={<FitButtons cohortId={cohortId} onError={setUnfit} />}
      >
        {unfit && <ErrorNote error={unfit} />}
        {query.status === 'loading' && (
          <SkeletonRows rows={4} height={32} label="Loading the models" />
        )}
        {query.status === 'failed' && <ErrorNote error={query.error} retry={reload} />}
        {query.status === 'ready' && models.length === 0 && (
          <EmptyState icon={IconChartDots} title="No model of this cohort yet">
            Fit one of the two baselines above, or train networks at the Experiments station on the
            sets of this cohort.
          </EmptyState>
        )}
        {models.length > 0 && (
          <ModelList
            models={models}
            leftOut={leftOut}
            onTurn={(id) => setLeftOut((now) => turned(now, id))}
            onTurnAll={all}
          />
        )}
      </Section>
      <Section title="How they are judged">
        <SettingsForm models={chosen} onChange={setSettings} />
      </Section>
      <footer className={styles.act}>
        {error && <ErrorNote error={error} />}
        <Button
          variant="filled"
          disabled={!ready && !busy}
          loading={busy}
          rightSection={<Kbd keys="Ctrl+Enter" />}
          onClick={() => void evaluate()}
        >
          Evaluate {counted(chosen.length, 'model')}
        </Button>
      </footer>
    </article>
  );
}

function turned(now: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(now);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** A reference that was left out since compares with nobody. */
function withKnownReference(
  settings: EvaluationSettings,
  chosen: readonly { readonly id: string }[],
): EvaluationSettings {
  const known = chosen.some(({ id }) => id === settings.reference);
  return known ? settings : { ...settings, reference: null };
}
