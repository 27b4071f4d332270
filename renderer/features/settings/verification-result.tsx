import type { IbsiCertificate, IbsiCount } from '#contract/procedures/verification.ts';
import { bulkPath } from '#contract/bulk.ts';
import { ibsiPart } from '#contract/procedures/verification.ts';
import { absentSentence, partWords } from '#contract/verification-words.ts';
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconDownload } from '@tabler/icons-react';
import { useEngine } from '../../api/engine-context.tsx';
import { useQuery } from '../../api/use-query.ts';
import { Badge } from '../../ui/badge.tsx';
import { saveAs } from '../../ui/download.ts';
import { dateTime } from '../../ui/format.ts';
import { notifyDone, notifyError } from '../../ui/notify.tsx';
import { Facts } from '../../ui/section.tsx';
import { sumsOf, type Sums } from './verification-rows.ts';
import { VerifiedValues } from './verified-values.tsx';
import styles from './settings-page.module.css';

/** A certificate: its verdict, counts, provenance and values, and the way to take it along. */
export function VerificationResult({
  certificate,
  counts,
}: {
  readonly certificate: IbsiCertificate;
  readonly counts: readonly IbsiCount[];
}) {
  const engine = useEngine();
  const { query } = useQuery('session.welcome', {});
  const now = query.status === 'ready' ? query.value.library.version : certificate.codeVersion;

  const save = async (format: 'json' | 'csv') => {
    const name = `nodewise-ibsi-certificate.${format}`;
    const file = await engine.bulkFetch(bulkPath.ibsiCertificate(format));
    if (!file.ok) return notifyError(file.error);
    await saveAs(file.value, name);
    notifyDone(`${name} saved.`);
  };

  return (
    <>
      <Verdict sums={sumsOf(counts)} />
      <CountTable counts={counts} absent={certificate.absent} />
      <Facts
        facts={[
          [
            'Version',
            certificate.codeVersion === now
              ? certificate.codeVersion
              : `${certificate.codeVersion}; this is ${now}. Verify again.`,
          ],
          ['Verified', dateTime(certificate.computedAt)],
          ['Settings', <span className="mono">{certificate.settingsHash}</span>],
        ]}
      />
      <div className={styles.buttons}>
        <Button
          leftSection={<IconDownload size={16} stroke={1.5} />}
          onClick={() => void save('json')}
        >
          Save certificate
        </Button>
        <Button onClick={() => void save('csv')}>Save as a table (CSV)</Button>
      </div>
      <VerifiedValues certificate={certificate} />
    </>
  );
}

function Verdict({ sums: { claimed, failed } }: { readonly sums: Sums }) {
  return (
    <p role="status" className={styles.verdict}>
      {failed === 0 ? (
        <Badge tone="good" icon={IconCircleCheck} word="Passed" />
      ) : (
        <Badge tone="bad" icon={IconAlertTriangle} word="Failed" />
      )}
      {failed === 0
        ? `All ${claimed} claimed values lie within the tolerance of their reference.`
        : `${failed} of ${claimed} claimed values lie outside the tolerance of their reference. Do not use their features; reinstall the program and verify again.`}
    </p>
  );
}

const headers = ['Claimed', 'Passed', 'Failed', 'Not implemented'] as const;

function CountTable({
  counts,
  absent,
}: {
  readonly counts: readonly IbsiCount[];
  readonly absent: IbsiCertificate['absent'];
}) {
  return (
    <table className={styles.table} aria-label="Values by part">
      <thead>
        <tr>
          <th>Part</th>
          {headers.map((header) => (
            <th key={header} className={styles.number}>
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ibsiPart.options.map((part) => {
          const leftOut = absent.find((one) => one.part === part);
          return (
            <tr key={part}>
              <td>{partWords[part]}</td>
              {leftOut ? (
                <td colSpan={headers.length} className={styles.leftOut}>
                  {absentSentence(leftOut)}
                </td>
              ) : (
                <Numbers sums={sumsOf(counts, part)} />
              )}
            </tr>
          );
        })}
        <tr>
          <td>All</td>
          <Numbers sums={sumsOf(counts)} />
        </tr>
      </tbody>
    </table>
  );
}

function Numbers({ sums }: { readonly sums: Sums }) {
  const { claimed, passed, failed, notImplemented } = sums;
  return [claimed, passed, failed, notImplemented].map((count, at) => (
    <td key={headers[at]} className={styles.number}>
      {count}
    </td>
  ));
}
