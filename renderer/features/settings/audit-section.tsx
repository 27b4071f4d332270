import type { Output } from '#contract/contract.ts';
import type { Reply } from '#contract/errors.ts';
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useEngine } from '../../api/engine-context.tsx';
import { useQuery } from '../../api/use-query.ts';
import { Badge } from '../../ui/badge.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { dateTime } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from './settings-page.module.css';

/** Entries shown; the whole log is read when it is verified. */
const shownEntries = 200;

type Verified = Reply<Output<'audit.verify'>>;

/** Who did what and when. Each entry holds the hash of the one before, so none can be altered. */
export function AuditSection() {
  const engine = useEngine();
  const { query, reload } = useQuery(
    'audit.list',
    { limit: shownEntries },
    { topics: ['cases', 'case', 'people', 'masks', 'prediction', 'clinical'] },
  );
  const [verified, setVerified] = useState<Verified | 'busy' | null>(null);
  const verify = async () => {
    setVerified('busy');
    setVerified(await engine.call('audit.verify', {}));
  };

  return (
    <Section
      title="Audit log"
      note="Append-only; each entry holds the hash of the one before. Verifying reads every entry again."
      actions={
        <Button loading={verified === 'busy'} onClick={() => void verify()}>
          Verify
        </Button>
      }
    >
      {verified !== null && verified !== 'busy' && <Verdict verified={verified} />}
      {query.status === 'loading' && <SkeletonRows rows={12} label="Loading the log" />}
      {query.status === 'failed' && <ErrorNote error={query.error} retry={reload} />}
      {query.status === 'ready' && (
        <div className={styles.scroll} tabIndex={0} role="region" aria-label="Newest entries">
          <table className={styles.table}>
            <thead>
              <tr>
                <th className={styles.number}>Entry</th>
                <th>When</th>
                <th>Who</th>
                <th>What</th>
                <th>Subject</th>
                <th>Hash</th>
              </tr>
            </thead>
            <tbody>
              {query.value.map((entry) => (
                <tr key={entry.entry}>
                  <td className={styles.number}>{entry.entry}</td>
                  <td>{dateTime(entry.at)}</td>
                  <td>{entry.who}</td>
                  <td>{entry.action}</td>
                  <td className="mono">{entry.subject}</td>
                  <td className="mono" title={entry.hash}>
                    {entry.hash.slice(0, 12)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}

function Verdict({ verified }: { readonly verified: Verified }) {
  if (!verified.ok) return <ErrorNote error={verified.error} />;
  const { intact, entries, firstBroken } = verified.value;
  return (
    <p role="status" className={styles.verdict}>
      {intact ? (
        <Badge tone="good" icon={IconCircleCheck} word="Intact" />
      ) : (
        <Badge tone="bad" icon={IconAlertTriangle} word="Altered" />
      )}
      {intact
        ? `All ${entries} entries match their hashes.`
        : `The log does not match its hashes from entry ${firstBroken ?? 1} on.`}
    </p>
  );
}
