import type { WireError } from '#contract/errors.ts';
import { describeError } from '#contract/sentences.ts';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';

/** Says that something was done. */
export function notifyDone(message: string): void {
  notifications.show({ message, icon: <IconCheck size={16} />, color: 'good' });
}

/** Says that something failed, and stays until it is closed; what many jobs say is shown once. */
export function notifyError(error: WireError): void {
  const message = describeError(error);
  notifications.show({
    id: message,
    message,
    icon: <IconAlertTriangle size={16} />,
    color: 'bad',
    autoClose: false,
    role: 'alert',
  });
}

/** Says that a part of something failed, with each reason, and stays until it is closed. */
export function notifyPartly(message: string, reasons: readonly string[]): void {
  notifications.show({
    title: message,
    message: reasons.map((reason) => <div key={reason}>{reason}</div>),
    icon: <IconAlertTriangle size={16} />,
    color: 'warn',
    autoClose: false,
    role: 'alert',
  });
}

/** Says what was taken away and offers it back for ten seconds. */
export function notifyUndo(message: string, undo: () => void): void {
  const id = notifications.show({
    message: (
      <span style={{ display: 'flex', alignItems: 'center', gap: 12 }}>
        <span style={{ flex: 1 }}>{message}</span>
        <Button
          size="compact-xs"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          Undo
        </Button>
      </span>
    ),
    autoClose: 10_000,
  });
}
