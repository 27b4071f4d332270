import type { AxialView } from '../../viewer/axial-view.ts';
import { copyLabels, copySlice } from '../../viewer/slice-pixels.ts';
import type { DeskSession } from './desk-session.ts';
import type { DeskState } from './desk-state.ts';

/** HU of a slice that has not come yet: black in every window. */
const blankHu = -3000;

/** Writes the pixels of the desk's slice; black while they have not come. */
export function fillSlice({ parts, store, sliceLoaded }: DeskSession, to: Int16Array): void {
  const { slice } = store.getState();
  if (sliceLoaded(slice)) copySlice(parts.plane, slice, parts.volume.voxels, to);
  else to.fill(blankHu);
}

/** Draws whatever of the desk's state changed; returns the way to stop. */
export function keepDrawn(view: AxialView, session: DeskSession): () => void {
  const { plane } = session.parts;
  let shown = { slice: -1, loaded: false };

  const drawSlice = (slice: number) => {
    const loaded = session.sliceLoaded(slice);
    if (shown.slice === slice && shown.loaded === loaded) return;
    fillSlice(session, view.ct);
    shown = { slice, loaded };
    view.drawSlice();
  };
  const drawLabels = ({ slice, preview }: DeskState) => {
    const overlay = { mask: session.editor.mask, preview: preview?.mask ?? null };
    copyLabels(plane, slice, overlay, view.labels);
    view.drawLabels();
  };

  const first = session.store.getState();
  drawSlice(first.slice);
  drawLabels(first);
  view.setLook(first.look);
  return session.store.subscribe((state, before) => {
    drawSlice(state.slice);
    const { slice, preview, maskVersion, look } = before;
    if (state.slice !== slice || state.preview !== preview || state.maskVersion !== maskVersion) {
      drawLabels(state);
    }
    if (state.look !== look) view.setLook(state.look);
  });
}
