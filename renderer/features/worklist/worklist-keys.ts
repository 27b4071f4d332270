import type { KeyBinding } from '../../ui/keys.ts';

const group = 'Cases';

/** Keys of the worklist; the table's own keys are told here, too. */
export const worklistKeys: readonly KeyBinding[] = [
  { keys: '/', what: 'Search the list', group },
  { keys: 'ArrowDown', what: 'Next row', group },
  { keys: 'ArrowUp', what: 'Row before', group },
  { keys: 'Enter', what: 'Open the row: correct it, or its risk', group },
  { keys: 'r', what: 'Risk of the current row', group },
  { keys: 'f', what: 'Flag the current row with a note', group },
  { keys: 'Delete', what: 'Remove the selected rows, or the current one', group },
  { keys: 'Ctrl+c', what: 'Copy the selected rows for a spreadsheet', group },
  { keys: 'i', what: 'Import', group },
];
