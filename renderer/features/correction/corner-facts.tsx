import { useStore } from 'zustand';
import { fixed } from '../../ui/format.ts';
import { studyWindow } from '../../viewer/window-level.ts';
import styles from './axial-pane.module.css';
import type { DeskSession } from './desk-session.ts';

/** Slice, position, thickness, zoom and window in the corners of the axial view. */
export function CornerFacts({
  session,
  perColumn,
}: {
  readonly session: DeskSession;
  /** Screen pixels a column; null before the image is there. */
  readonly perColumn: number | null;
}) {
  const { plane, detail } = session.parts;
  const slice = useStore(session.store, (s) => s.slice);
  const position = plane.axes[2] === 2 ? detail.slicePositionsMm.at(slice) : null;
  return (
    <>
      <p className={styles.corner} data-corner="top-left">
        <span>
          Slice {slice + 1} / {plane.depth}
        </span>
        <span>{fixed(position, 1)} mm</span>
      </p>
      <p className={styles.corner} data-corner="top-right">
        <span>
          L {studyWindow.level} W {studyWindow.width}
        </span>
        <span>window fixed</span>
      </p>
      <p className={styles.corner} data-corner="bottom-left">
        <span>Thickness {fixed(detail.sliceThicknessMm, 2)} mm</span>
        <span>
          Pixel {fixed(plane.columnMm, 2)} × {fixed(plane.rowMm, 2)} mm
        </span>
      </p>
      <p className={styles.corner} data-corner="bottom-right">
        <span>Zoom {perColumn === null ? '–' : `${Math.round(perColumn * 100)} %`}</span>
      </p>
    </>
  );
}
