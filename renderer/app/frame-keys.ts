import type { KeyBinding } from '../ui/keys.ts';

const group = 'Everywhere';

/** Keys that work wherever one is. */
export const frameKeys: readonly KeyBinding[] = [
  { keys: 'Ctrl+K', what: 'Search commands and cases', group },
  { keys: 'Ctrl+Shift+N', what: 'Open the next undone case', group },
  { keys: '?', what: 'Show all keys', group },
];
