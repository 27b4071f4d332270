import type { KeyBinding } from '../../ui/keys.ts';

const group = 'Experiments';

export const experimentsKeys: readonly KeyBinding[] = [
  { keys: 'n', what: 'New experiment', group },
  { keys: 'Ctrl+Enter', what: 'Start, in the form of a new experiment', group },
  { keys: 'ArrowDown', what: 'Next run, in the list', group },
  { keys: 'ArrowUp', what: 'Run before, in the list', group },
  { keys: 'p', what: 'Pause or resume the open run', group },
  { keys: 'x', what: 'Cancel the open run; resuming it undoes that', group },
  { keys: 'ArrowLeft', what: 'Epoch before, on the curves', group },
  { keys: 'ArrowRight', what: 'Next epoch, on the curves', group },
];
