import { ActionIcon, Button, CopyButton, Modal, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { counted } from '../results-words.ts';
import styles from './exported.module.css';

/** Where an export is: a folder of this machine, or a file that the browser has saved. */
export type Exported =
  | { readonly folder: string; readonly files: number }
  | { readonly folder: null; readonly file: string };

/** Where the files are, and how anybody makes them again. */
export function ExportedDialog({
  exported,
  onClose,
}: {
  readonly exported: Exported;
  readonly onClose: () => void;
}) {
  const command = `npx nodewise reproduce ${exported.folder === null ? 'FOLDER' : quoted(exported.folder)}`;
  return (
    <Modal opened onClose={onClose} title="Exported" size={560}>
      <div className={styles.exported}>
        {exported.folder === null ? (
          <p>
            <strong>{exported.file}</strong> is downloaded: the tables, figures, methods, scores and
            a manifest with the hash of each.
          </p>
        ) : (
          <p>
            {counted(exported.files, 'file')} are in <span className="mono">{exported.folder}</span>
            : the tables, figures, methods, scores and a manifest with the hash of each.
          </p>
        )}
        <p>
          Whoever has them can make every table and figure again from the scores inside, and see
          that no byte differs
          {exported.folder === null && '; FOLDER is where the file is unpacked'}:
        </p>
        <div className={styles.command}>
          <code className="mono">{command}</code>
          <CopyButton value={command}>
            {({ copied, copy }) => (
              <Tooltip label={copied ? 'Copied' : 'Copy the command'}>
                <ActionIcon
                  aria-label={copied ? 'Command copied' : 'Copy the command'}
                  onClick={copy}
                >
                  {copied ? (
                    <IconCheck size={14} stroke={1.75} />
                  ) : (
                    <IconCopy size={14} stroke={1.5} />
                  )}
                </ActionIcon>
              </Tooltip>
            )}
          </CopyButton>
        </div>
        <Button className={styles.close} data-autofocus onClick={onClose}>
          Close
        </Button>
      </div>
    </Modal>
  );
}

/** A path as a shell takes it for one word. */
function quoted(path: string): string {
  return /[^\w@%+=:,./\\-]/.test(path) ? `"${path}"` : path;
}
