import type { WireError } from '#contract/errors.ts';
import type { MaskRuns } from '#contract/mask-runs.ts';
import type { Measures, Proposal } from '#contract/procedures/annotation.ts';
import type { OverlayLook } from '../../viewer/axial-view.ts';
import type { EditHistory } from './edit-history.ts';
import type { SaveState } from './save-queue.ts';
import type { HuRange, ToolId } from './tools.ts';

/** Something offered in another colour until it is accepted or rejected. */
export interface Preview {
  /** Name that the step gets. */
  readonly name: string;
  readonly runs: MaskRuns;
  /** What the mask would become. */
  readonly mask: Uint8Array;
  readonly proposal: Proposal | null;
}

/** What the engine is calculating for this desk. */
export interface Work {
  readonly title: string;
  /** The job behind it; null for work too short to be one. */
  readonly jobId: string | null;
}

/** A sentence for the person, until the next action. */
export type Notice =
  | { readonly kind: 'info'; readonly text: string }
  | { readonly kind: 'failed'; readonly error: WireError };

/** A column and row of the axial plane, perhaps fractional. */
export interface Spot {
  readonly column: number;
  readonly row: number;
}

/** Zoom to the mask and back, or bring a spot into the middle. */
export type Aim = { readonly kind: 'mask' } | { readonly kind: 'spot'; readonly spot: Spot };

export interface DeskState {
  readonly slice: number;
  /** Where sagittal and coronal cut. */
  readonly crosshair: Spot;
  /** Voxel under the mouse. */
  readonly hover: Spot | null;
  /** The stroke of the segment tool while it is drawn; empty otherwise. */
  readonly trace: readonly Spot[];
  /** Whether the tool does its opposite now. */
  readonly inverted: boolean;
  /** Brush position of the keyboard; null until it is used. */
  readonly keyBrush: Spot | null;
  readonly loadedSlices: number;
  readonly tool: ToolId;
  readonly previousTool: ToolId;
  readonly brushRadiusMm: number;
  readonly huRange: HuRange;
  readonly look: OverlayLook;
  /** Whether the stored mask has come; nothing is drawn or calculated before. */
  readonly maskReady: boolean;
  readonly history: EditHistory;
  readonly counts: readonly number[];
  readonly longAxis: Measures['longAxis'];
  readonly save: SaveState;
  readonly preview: Preview | null;
  readonly proposals: readonly Proposal[];
  readonly work: Work | null;
  readonly notice: Notice | null;
  /** Counts redraws of the mask, for views that copy it. */
  readonly maskVersion: number;
  /** What the axial view was asked to show; each request is a new object. */
  readonly aim: Aim | null;
}
