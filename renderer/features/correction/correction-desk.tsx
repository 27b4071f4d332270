import type { WireError } from '#contract/errors.ts';
import { useCallback, useEffect, useState } from 'react';
import { useEngine } from '../../api/engine-context.tsx';
import { useFeed } from '../../api/library-feed.tsx';
import { BarTitle } from '../../ui/bar-slots.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { fixed } from '../../ui/format.ts';
import { notifyDone } from '../../ui/notify.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { DeskLayout } from './desk-layout.tsx';
import type { DeskSession } from './desk-session.ts';
import { FinishedCase } from './finished-case.tsx';
import { leaveDesk, openDesk, type Opened } from './open-desk.ts';

type Desk =
  | { readonly status: 'opening' }
  | { readonly status: 'failed'; readonly error: WireError }
  | { readonly status: 'open'; readonly opened: Opened };

/** The correction desk of one case: the axial slice, its tools, history and measures. */
export function CorrectionDesk({ caseId }: { readonly caseId: string }) {
  const { desk, open } = useDesk(caseId);

  const finish = useCallback(async () => {
    if (desk.status !== 'open' || desk.opened.kind !== 'desk') return;
    const stored = await desk.opened.session.finish();
    if (!stored?.ok) return;
    notifyDone(`Version ${stored.value.version} is stored under your name.`);
    open();
  }, [desk, open]);
  const onDone = useCallback(() => void finish(), [finish]);

  switch (desk.status) {
    case 'opening':
      return <SkeletonRows rows={1} height={480} label="Opening the case" />;
    case 'failed':
      return <ErrorNote error={desk.error} retry={open} />;
    case 'open':
      return desk.opened.kind === 'finished' ? (
        <FinishedCase detail={desk.opened.detail} onReopen={() => open({ again: true })} />
      ) : (
        <>
          <Title {...desk.opened.session.parts.detail} />
          <DeskLayout session={desk.opened.session} onDone={onDone} />
        </>
      );
  }
}

function Title({
  code,
  scannedOn,
  sliceThicknessMm,
}: {
  readonly code: string;
  readonly scannedOn: string | null;
  readonly sliceThicknessMm: number | null;
}) {
  return (
    <BarTitle>
      <strong>{code}</strong>
      <span>CT {scannedOn ?? 'without a date'}</span>
      <span>{fixed(sliceThicknessMm, 2)} mm</span>
    </BarTitle>
  );
}

/** Opens the case, and again when asked to; leaving keeps what has to be sent. */
function useDesk(caseId: string) {
  const engine = useEngine();
  const { jobs, onChange } = useFeed();
  const [desk, setDesk] = useState<Desk>({ status: 'opening' });
  // A new object opens anew.
  const [wish, setWish] = useState({ again: false });
  const open = useCallback((asked?: { readonly again: boolean }) => {
    setWish({ again: asked?.again ?? false });
  }, []);
  useEffect(() => {
    const stop = new AbortController();
    let opened: Opened | null = null;
    openDesk({ engine, jobs, caseId, again: wish.again, signal: stop.signal }).then(
      (reply) => {
        if (stop.signal.aborted) return;
        if (reply.ok) opened = reply.value;
        setDesk(
          reply.ok
            ? { status: 'open', opened: reply.value }
            : { status: 'failed', error: reply.error },
        );
      },
      // Only leaving the case rejects.
      () => undefined,
    );
    return () => {
      stop.abort();
      if (opened?.kind === 'desk') leaveDesk(opened.session);
    };
  }, [engine, jobs, caseId, wish]);
  const session =
    desk.status === 'open' && desk.opened.kind === 'desk' ? desk.opened.session : null;
  useEffect(() => {
    if (!session) return;
    return onChange(({ topic, caseId: changed }) => {
      if (changed !== caseId || (topic !== 'proposals' && topic !== 'masks')) return;
      // The automatic outline came after the desk was opened on an empty mask.
      if (isUntouched(session)) open();
      else void session.offers.refresh();
    });
  }, [session, onChange, caseId, open]);
  return { desk, open };
}

function isUntouched({ editor, store }: DeskSession): boolean {
  const { history, counts } = editor.facts();
  const { work, preview, maskReady } = store.getState();
  const idle = maskReady && work === null && preview === null;
  return idle && history.steps.length === 0 && counts.every((count) => count === 0);
}
