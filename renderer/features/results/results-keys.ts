import type { KeyBinding } from '../../ui/keys.ts';

const group = 'Results';

export const resultsKeys: readonly KeyBinding[] = [
  { keys: 'n', what: 'New evaluation', group },
  { keys: 'ArrowUp', what: 'Walk through models or evaluations', group },
  { keys: 'ArrowDown', what: 'Walk through models or evaluations', group },
  { keys: ' ', what: 'Take the model in or leave it out', group },
  { keys: 'a', what: 'Take all models in, or leave all out', group },
  { keys: 'Ctrl+Enter', what: 'Evaluate', group },
  { keys: '1', what: 'Overview … published study', group },
  { keys: '9', what: 'Overview … published study', group },
  { keys: 'e', what: 'Export all tables and figures', group },
];
