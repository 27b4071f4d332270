import { Modal } from '@mantine/core';
import { KeyList } from '../ui/key-list.tsx';
import { keyTable } from './stations.tsx';

/** Every key of the program on one sheet. */
export function KeySheet({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keys" size={760}>
      <KeyList keys={keyTable} />
    </Modal>
  );
}
