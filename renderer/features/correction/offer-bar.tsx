import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import { describeError } from '#contract/sentences.ts';
import { useJob } from '../../api/library-feed.tsx';
import { VerdictBadge } from '../../ui/badge.tsx';
import { percent } from '../../ui/format.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { confidenceSentence } from './confidence-words.ts';
import type { DeskSession } from './desk-session.ts';
import type { Preview, Work } from './desk-state.ts';
import styles from './offer-bar.module.css';

/** Over the image: what is being calculated, what is offered, or what has to be said. */
export function OfferBar({ session }: { readonly session: DeskSession }) {
  const work = useStore(session.store, (s) => s.work);
  const preview = useStore(session.store, (s) => s.preview);
  const notice = useStore(session.store, (s) => s.notice);
  if (work) return <AtWork session={session} work={work} />;
  return (
    <>
      {preview && <Offered session={session} preview={preview} />}
      {notice && (
        <div
          className={styles.bar}
          data-place={preview ? 'below' : 'top'}
          role={notice.kind === 'failed' ? 'alert' : 'status'}
        >
          <span className={styles.sentence}>
            {notice.kind === 'failed' ? describeError(notice.error) : notice.text}
          </span>
          <Button onClick={() => session.store.setState({ notice: null })}>Close</Button>
        </div>
      )}
    </>
  );
}

function AtWork({ session, work }: { readonly session: DeskSession; readonly work: Work }) {
  const job = useJob(work.jobId);
  const progress = job?.progress ?? null;
  return (
    <div className={styles.bar} role="status">
      <span className={styles.sentence}>
        {work.title}… {progress !== null && percent(progress)} {job?.stage}
      </span>
      {work.jobId && (
        <Button
          aria-label="Cancel"
          rightSection={<Kbd keys="Esc" />}
          onClick={session.offers.cancel}
        >
          Cancel
        </Button>
      )}
    </div>
  );
}

function Offered({
  session,
  preview,
}: {
  readonly session: DeskSession;
  readonly preview: Preview;
}) {
  const count = useStore(session.store, (s) => s.proposals.length);
  const { proposal } = preview;
  return (
    <div className={styles.bar} role="status">
      <span className={styles.title}>
        {preview.name}
        {proposal && <VerdictBadge verdict={proposal.confidence.verdict} />}
      </span>
      {proposal && count > 1 && (
        <Button
          aria-label="Next proposal"
          rightSection={<Kbd keys="p" />}
          onClick={() => session.offers.cycle(1)}
        >
          Next
        </Button>
      )}
      <Button aria-label="Reject" rightSection={<Kbd keys="Esc" />} onClick={session.offers.reject}>
        Reject
      </Button>
      <Button
        aria-label="Accept"
        variant="filled"
        rightSection={<Kbd keys="Enter" />}
        onClick={session.offers.accept}
      >
        Accept
      </Button>
      <span className={styles.whole}>
        {proposal && `${confidenceSentence(proposal)} `}Blue would be added, violet taken away.
      </span>
    </div>
  );
}
