import { Button, Menu } from '@mantine/core';
import {
  IconChevronDown,
  IconFileReport,
  IconFiles,
  IconFolder,
  IconFolderUp,
  IconTable,
} from '@tabler/icons-react';
import { useRef } from 'react';
import { hostBridge } from '../../api/host.ts';
import { filesOfInput } from './collect-files.ts';
import type { Importer } from './import-store.ts';

/** Dialogs that the menu asks its screen to open. */
export type ImportDialog = 'folder' | 'clinical' | 'history';

/** Every way in: the desktop's own dialogs, or this machine's folders and an upload. */
export function ImportMenu({
  importer,
  primary = false,
  onChoose,
}: {
  readonly importer: Importer;
  /** Whether it is the one thing to do next. */
  readonly primary?: boolean;
  readonly onChoose: (what: ImportDialog) => void;
}) {
  const folderInput = useRef<HTMLInputElement>(null);
  const fileInput = useRef<HTMLInputElement>(null);
  const bridge = hostBridge(window);
  const icon = { size: 16, stroke: 1.5 };

  const chooseFolder = async () => {
    if (!bridge) return onChoose('folder');
    const path = await bridge.chooseFolder();
    if (path !== null) await importer.start({ paths: [path] });
  };
  const chooseFiles = async () => {
    if (!bridge) return fileInput.current?.click();
    const paths = await bridge.chooseFiles();
    if (paths.length > 0) await importer.start({ paths: [...paths] });
  };

  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant={primary ? 'filled' : 'default'}
            rightSection={<IconChevronDown size={14} aria-hidden />}
          >
            Import
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconFolder {...icon} />} onClick={() => void chooseFolder()}>
            CT folder of this machine…
          </Menu.Item>
          {!bridge && (
            <Menu.Item
              leftSection={<IconFolderUp {...icon} />}
              onClick={() => folderInput.current?.click()}
            >
              Send a folder from the browser…
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconFiles {...icon} />} onClick={() => void chooseFiles()}>
            DICOM files…
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconTable {...icon} />} onClick={() => onChoose('clinical')}>
            Clinical table…
          </Menu.Item>
          <Menu.Item leftSection={<IconFileReport {...icon} />} onClick={() => onChoose('history')}>
            Import reports…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <FileInput inputRef={folderInput} label="Folder to send" folder importer={importer} />
      <FileInput inputRef={fileInput} label="Files to send" importer={importer} />
    </>
  );
}

function FileInput({
  inputRef,
  label,
  folder = false,
  importer,
}: {
  readonly inputRef: React.RefObject<HTMLInputElement | null>;
  readonly label: string;
  readonly folder?: boolean;
  readonly importer: Importer;
}) {
  return (
    <input
      ref={inputRef}
      type="file"
      multiple
      hidden
      aria-label={label}
      {...(folder && { webkitdirectory: '' })}
      onChange={(event) => {
        const files = filesOfInput(event.currentTarget.files ?? new DataTransfer().files);
        // The same choice again must be a change again.
        event.currentTarget.value = '';
        if (files.length > 0) void importer.send(files);
      }}
    />
  );
}
