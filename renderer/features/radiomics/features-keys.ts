import type { KeyBinding } from '../../ui/keys.ts';

const group = 'Features';

/** Keys of the feature table and of the slice beside it; their own keys are told here, too. */
export const featuresKeys: readonly KeyBinding[] = [
  { keys: '/', what: 'Search the features', group },
  { keys: 'ArrowDown', what: 'Next feature', group },
  { keys: 'ArrowUp', what: 'Feature before', group },
  { keys: 'ArrowLeft', what: 'Slice up', group },
  { keys: 'ArrowRight', what: 'Slice down', group },
  { keys: 'PageUp', what: 'Ten slices up, on the picture', group },
  { keys: 'PageDown', what: 'Ten slices down, on the picture', group },
  { keys: 's', what: 'Show or hide the filter’s response', group },
  { keys: 'a', what: 'Response less opaque', group },
  { keys: 'd', what: 'Response more opaque', group },
  { keys: 'Ctrl+c', what: 'Copy the current feature for a spreadsheet', group },
];
