import type { Proposal } from '#contract/procedures/annotation.ts';
import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import { VerdictBadge } from '../../ui/badge.tsx';
import { fixed } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';
import type { DeskSession } from './desk-session.ts';
import styles from './proposal-list.module.css';

/** What was found automatically or by a click; choosing one shows it as a preview. */
export function ProposalList({ session }: { readonly session: DeskSession }) {
  const proposals = useStore(session.store, (s) => s.proposals);
  const shown = useStore(session.store, (s) => s.preview?.proposal?.id);
  const busy = useStore(session.store, (s) => s.work !== null);
  return (
    <Section title="Proposals">
      {proposals.length === 0 ? (
        <p className={styles.none}>
          None yet. Let the program look, or click the tumour with the segment tool.
        </p>
      ) : (
        <ul className={styles.list}>
          {proposals.map((proposal) => (
            <li key={proposal.id}>
              <button
                type="button"
                className={styles.entry}
                aria-pressed={proposal.id === shown}
                disabled={busy}
                onClick={() => void session.offers.show(proposal)}
              >
                <span className={styles.rank} title={sourceOf(proposal)}>
                  {proposal.outlinedBy?.name ??
                    `${proposal.origin === 'click' ? 'click' : 'auto'} ${proposal.rank}`}
                </span>
                <span className={styles.size}>{fixed(proposal.diameterMm, 1)} mm</span>
                <VerdictBadge verdict={proposal.confidence.verdict} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Button disabled={busy} onClick={() => void session.offers.findTumour()}>
        {proposals.length === 0 ? 'Find the tumour' : 'Look again'}
      </Button>
    </Section>
  );
}

function sourceOf({ outlinedBy }: Proposal): string | undefined {
  return outlinedBy ? `${outlinedBy.name}, SHA-256 ${outlinedBy.modelSha256}` : undefined;
}
