import type { KeyBinding } from '../../ui/keys.ts';

const group = 'Cohort';

export const cohortKeys: readonly KeyBinding[] = [
  { keys: 'n', what: 'New cohort', group },
  { keys: 'F2', what: 'Rename the cohort', group },
  { keys: 'f', what: 'Flowchart, matching, sets and lock', group },
  { keys: 'm', what: 'Flowchart, matching, sets and lock', group },
  { keys: 's', what: 'Flowchart, matching, sets and lock', group },
  { keys: 'ArrowUp', what: 'Walk through the flowchart', group },
  { keys: 'ArrowDown', what: 'Walk through the flowchart', group },
  { keys: 'ArrowLeft', what: 'Walk through the flowchart', group },
  { keys: 'ArrowRight', what: 'Walk through the flowchart', group },
  { keys: 'Enter', what: 'From a box to its patients; from a patient to the case', group },
  { keys: 'Escape', what: 'From the patients or the rule back to the box', group },
  { keys: ' ', what: 'Turn the chosen rule on or off', group },
  { keys: 'e', what: 'Edit the chosen rule', group },
  { keys: 'a', what: 'Add a rule', group },
  { keys: 'Delete', what: 'Remove the chosen rule', group },
  { keys: 'Alt+ArrowUp', what: 'Ask the chosen rule earlier or later', group },
  { keys: 'Alt+ArrowDown', what: 'Ask the chosen rule earlier or later', group },
  { keys: 'x', what: 'Take the chosen patient out by hand', group },
  { keys: 'u', what: 'Readmit the chosen patient', group },
  { keys: '/', what: 'Search the patients', group },
  { keys: 'Ctrl+Z', what: 'Undo the last change of the cohort', group },
  { keys: 'Ctrl+Shift+Z', what: 'Redo it', group },
];
