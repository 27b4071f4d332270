import type { KeyBinding } from '../../ui/keys.ts';

const group = 'Features';

/** Keys of the feature table; the table's own keys are told here, too. */
export const featuresKeys: readonly KeyBinding[] = [
  { keys: '/', what: 'Search the features', group },
  { keys: 'ArrowDown', what: 'Next feature', group },
  { keys: 'ArrowUp', what: 'Feature before', group },
  { keys: 'Ctrl+c', what: 'Copy the current feature for a spreadsheet', group },
];
