import { matchesKey, type KeyBinding, type KeyPress } from '../../ui/keys.ts';

/** Everything that a key can do at the desk. */
export type DeskCommand =
  | 'tool-brush'
  | 'tool-eraser'
  | 'tool-threshold'
  | 'tool-segment'
  | 'swap-tools'
  | 'hu-range'
  | 'brush-smaller'
  | 'brush-larger'
  | 'undo'
  | 'redo'
  | 'towards-head'
  | 'towards-feet'
  | 'ten-towards-head'
  | 'ten-towards-feet'
  | 'first-slice'
  | 'last-slice'
  | 'show-hide'
  | 'opacity-less'
  | 'opacity-more'
  | 'zoom-tumour'
  | 'carry'
  | 'fill-between'
  | 'keep-largest'
  | 'next-proposal'
  | 'accept'
  | 'reject'
  | 'key-brush-left'
  | 'key-brush-right'
  | 'key-brush-up'
  | 'key-brush-down'
  | 'key-brush-paint'
  | 'done';

export interface DeskKey {
  readonly command: DeskCommand;
  /** Combinations as `matchesKey` reads them. */
  readonly keys: readonly string[];
  /** What the sheet says. */
  readonly does: string;
  readonly group: 'Tools' | 'History' | 'Slices' | 'Mask' | 'Keyboard brush' | 'Case';
}

/** The desk's keys: the handler and the `?` sheet read the same table. */
export const deskKeys: readonly DeskKey[] = [
  { command: 'tool-brush', keys: ['b'], does: 'Brush', group: 'Tools' },
  { command: 'tool-eraser', keys: ['e'], does: 'Eraser', group: 'Tools' },
  { command: 'tool-threshold', keys: ['t'], does: 'Threshold brush', group: 'Tools' },
  { command: 'tool-segment', keys: ['c'], does: 'One-click segment', group: 'Tools' },
  { command: 'swap-tools', keys: [' '], does: 'Back to the last tool', group: 'Tools' },
  { command: 'hu-range', keys: ['i'], does: 'Keep every tool to the HU range', group: 'Tools' },
  { command: 'brush-smaller', keys: ['[', '-'], does: 'Smaller brush', group: 'Tools' },
  { command: 'brush-larger', keys: [']', '+', '='], does: 'Larger brush', group: 'Tools' },
  { command: 'undo', keys: ['z', 'Ctrl+z'], does: 'Undo', group: 'History' },
  { command: 'redo', keys: ['y', 'Ctrl+y', 'Ctrl+Shift+z'], does: 'Redo', group: 'History' },
  { command: 'towards-head', keys: ['ArrowUp', 'ArrowLeft'], does: 'Slice up', group: 'Slices' },
  {
    command: 'towards-feet',
    keys: ['ArrowDown', 'ArrowRight'],
    does: 'Slice down',
    group: 'Slices',
  },
  { command: 'ten-towards-head', keys: ['PageUp'], does: 'Ten slices up', group: 'Slices' },
  { command: 'ten-towards-feet', keys: ['PageDown'], does: 'Ten slices down', group: 'Slices' },
  { command: 'first-slice', keys: ['Home'], does: 'Top slice', group: 'Slices' },
  { command: 'last-slice', keys: ['End'], does: 'Bottom slice', group: 'Slices' },
  { command: 'show-hide', keys: ['s'], does: 'Show or hide the mask', group: 'Mask' },
  { command: 'opacity-less', keys: ['a'], does: 'Fill less opaque', group: 'Mask' },
  { command: 'opacity-more', keys: ['d'], does: 'Fill more opaque', group: 'Mask' },
  {
    command: 'zoom-tumour',
    keys: ['f'],
    does: 'Zoom to the tumour, or whole slice',
    group: 'Mask',
  },
  { command: 'carry', keys: ['n'], does: 'Carry the mask to the next slice', group: 'Mask' },
  { command: 'fill-between', keys: ['g'], does: 'Fill between slices', group: 'Mask' },
  { command: 'keep-largest', keys: ['k'], does: 'Keep the largest part', group: 'Mask' },
  { command: 'next-proposal', keys: ['p'], does: 'Next proposal', group: 'Mask' },
  { command: 'accept', keys: ['Enter'], does: 'Accept the preview', group: 'Mask' },
  { command: 'reject', keys: ['Escape'], does: 'Reject the preview, or cancel', group: 'Mask' },
  {
    command: 'key-brush-left',
    keys: ['Shift+ArrowLeft'],
    does: 'Brush left',
    group: 'Keyboard brush',
  },
  {
    command: 'key-brush-right',
    keys: ['Shift+ArrowRight'],
    does: 'Brush right',
    group: 'Keyboard brush',
  },
  { command: 'key-brush-up', keys: ['Shift+ArrowUp'], does: 'Brush up', group: 'Keyboard brush' },
  {
    command: 'key-brush-down',
    keys: ['Shift+ArrowDown'],
    does: 'Brush down',
    group: 'Keyboard brush',
  },
  {
    command: 'key-brush-paint',
    keys: ['x', 'Shift+x'],
    does: 'Draw at the brush; hold and move for a stroke',
    group: 'Keyboard brush',
  },
  { command: 'done', keys: ['Ctrl+s'], does: 'Done: store a version', group: 'Case' },
];

/** Mouse gestures, for the sheet. */
const gestures: readonly KeyBinding[] = [
  { keys: 'Wheel', what: 'Slices', group: 'Mouse' },
  { keys: 'Ctrl+Wheel', what: 'Zoom', group: 'Mouse' },
  { keys: 'Shift+Wheel', what: 'Brush size', group: 'Mouse' },
  { keys: 'Right drag', what: 'Zoom', group: 'Mouse' },
  { keys: 'Middle drag', what: 'Move the image', group: 'Mouse' },
  { keys: 'Shift+Move', what: 'Crosshair', group: 'Mouse' },
  { keys: 'Ctrl+Draw', what: 'Opposite of the tool', group: 'Mouse' },
];

/** The desk's keys and gestures as the sheet shows them. */
export const correctionKeys: readonly KeyBinding[] = [
  ...deskKeys.flatMap(({ keys, does, group }) =>
    keys.map((key) => ({ keys: key === ' ' ? 'Space' : key, what: does, group })),
  ),
  ...gestures,
];

/** The command of a pressed combination, if it has one. */
export function commandOf(press: KeyPress): DeskCommand | undefined {
  return deskKeys.find(({ keys }) => keys.some((key) => matchesKey(press, key)))?.command;
}
