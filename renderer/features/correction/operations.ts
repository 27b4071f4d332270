import type { DeskSession } from './desk-session.ts';

/** What can be done to the whole mask at once. */
export interface MaskOperation {
  readonly name: string;
  /** Its key in the key table; null without one. */
  readonly key: string | null;
  readonly run: (session: DeskSession) => void;
}

export const operations: readonly MaskOperation[] = [
  {
    name: 'Fill between slices',
    key: 'g',
    run: ({ offers }) =>
      void offers.operate('fill between slices', { kind: 'fill-between-slices' }),
  },
  {
    name: 'Keep largest part',
    key: 'k',
    run: ({ offers }) => void offers.operate('keep largest part', { kind: 'keep-largest' }),
  },
  { name: 'Carry to next', key: 'n', run: (session) => session.carry() },
  {
    name: 'Clear the mask',
    key: null,
    run: ({ offers }) => void offers.operate('clear', { kind: 'clear' }),
  },
];
