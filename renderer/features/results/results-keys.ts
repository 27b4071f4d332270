import type { KeyBinding } from '../../ui/keys.ts';
import { resultTabs } from '../../ui/routes.ts';

const group = 'Results';

export const resultsKeys: readonly KeyBinding[] = [
  { keys: 'n', what: 'New evaluation', group },
  { keys: 'ArrowUp', what: 'Walk through models or evaluations', group },
  { keys: 'ArrowDown', what: 'Walk through models or evaluations', group },
  { keys: ' ', what: 'Take the model in or leave it out', group },
  { keys: 'a', what: 'Take all models in, or leave all out', group },
  { keys: 'Ctrl+Enter', what: 'Evaluate', group },
  ...resultTabs.map((_, n) => ({ keys: String(n + 1), what: 'Open a tab by its place', group })),
  { keys: 'e', what: 'Export all tables and figures', group },
];
