import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import styles from './cohort-view.module.css';

/** The lock's hash: the beginning to compare by eye, all of it to copy. */
export function HashText({
  hash,
  whole = false,
}: {
  readonly hash: string;
  readonly whole?: boolean;
}) {
  return (
    <span className={styles.hash}>
      <span className="mono" title={hash}>
        {whole ? hash : hash.slice(0, 12)}
      </span>
      <CopyButton value={hash}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? 'Copied' : 'Copy the hash'}>
            <ActionIcon aria-label={copied ? 'Hash copied' : 'Copy the hash'} onClick={copy}>
              {copied ? <IconCheck size={14} stroke={1.75} /> : <IconCopy size={14} stroke={1.5} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </span>
  );
}
