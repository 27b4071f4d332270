import type { KeyBinding } from '../../ui/keys.ts';

const group = 'Risk';

/** Keys of the slice on the risk page. */
export const riskKeys: readonly KeyBinding[] = [
  { keys: 's', what: 'Show or hide the heat map', group },
  { keys: 'a', what: 'Heat map less opaque', group },
  { keys: 'd', what: 'Heat map more opaque', group },
];
