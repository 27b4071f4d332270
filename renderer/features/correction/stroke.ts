import { paintSweep } from '../../viewer/brush.ts';
import type { Plane } from '../../viewer/plane.ts';
import type { Spot } from './desk-state.ts';
import type { MaskEditor } from './mask-editor.ts';

/** How often a stroke that is still being drawn is journaled, ms. */
const journalEveryMs = 250;

export interface StrokeOptions {
  readonly plane: Plane;
  readonly editor: MaskEditor;
  readonly slice: number;
  readonly value: 0 | 1;
  readonly radiusMm: number;
  readonly accepts: (index: number) => boolean;
  /** Name of its step. */
  readonly name: string;
  readonly now: () => number;
}

/** A stroke from button down to button up: one step, however long it is. */
export interface Stroke {
  readonly slice: number;
  /** Paints from the last position to this one; whether anything changed. */
  readonly to: (spot: Spot) => boolean;
  readonly end: () => void;
}

export function beginStroke(options: StrokeOptions): Stroke {
  const { plane, editor, slice, value, radiusMm, accepts, name, now } = options;
  let last: Spot | null = null;
  let hasStep = false;
  let journaledAt = now();

  const journal = () => {
    if (editor.commit({ name, slices: [slice], continues: hasStep })) hasStep = true;
    journaledAt = now();
  };

  return {
    slice,
    to: (spot) => {
      const from = last ?? spot;
      last = spot;
      const changed = paintSweep(
        plane,
        { slice, from: [from.column, from.row], to: [spot.column, spot.row], radiusMm },
        { mask: editor.mask, value, accepts },
      );
      if (changed > 0 && now() - journaledAt >= journalEveryMs) journal();
      return changed > 0;
    },
    end: journal,
  };
}
