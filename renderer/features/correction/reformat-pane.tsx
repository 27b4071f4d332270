import { useEffect, useMemo, useRef, type PointerEvent } from 'react';
import { useStore } from 'zustand';
import { orientationLetters } from '../../viewer/orientation-letters.ts';
import { fromIjk, planeOf, toIjk, type Plane } from '../../viewer/plane.ts';
import { paintReformat } from '../../viewer/reformat.ts';
import { studyWindow } from '../../viewer/window-level.ts';
import type { DeskSession } from './desk-session.ts';
import { overlayColours } from './overlay-colours.ts';
import styles from './reformat-pane.module.css';

/** A sagittal or coronal cut through the crosshair; click or drag to go there. */
export function ReformatPane({
  session,
  name,
}: {
  readonly session: DeskSession;
  readonly name: 'sagittal' | 'coronal';
}) {
  const { store, parts } = session;
  const plane = useMemo(() => planeOf(parts.detail.geometry, name), [parts, name]);
  const slice = useStore(store, (s) => s.slice);
  const crosshair = useStore(store, (s) => s.crosshair);
  const here = fromIjk(plane, toIjk(parts.plane, { ...crosshair, slice }));
  const cut = Math.min(plane.depth - 1, Math.max(0, Math.round(here.slice)));
  const canvas = useReformat(session, plane, cut);
  const letters = orientationLetters(plane);

  const go = (event: PointerEvent<HTMLElement>) => {
    if (event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    const column = ((event.clientX - box.left) / box.width) * plane.columns - 0.5;
    const row = ((event.clientY - box.top) / box.height) * plane.rows - 0.5;
    const at = fromIjk(parts.plane, toIjk(plane, { column, row, slice: cut }));
    store.setState({ crosshair: { column: at.column, row: at.row } });
    session.goTo(at.slice);
  };

  const left = `${((here.column + 0.5) / plane.columns) * 100}%`;
  const top = `${((here.row + 0.5) / plane.rows) * 100}%`;
  return (
    <figure className={styles.pane} aria-label={`${name} view`}>
      <div
        className={styles.fit}
        style={{
          aspectRatio: `${plane.columns * plane.columnMm} / ${plane.rows * plane.rowMm}`,
        }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          go(event);
        }}
        onPointerMove={go}
      >
        <canvas ref={canvas} width={plane.columns} height={plane.rows} className={styles.image} />
        <span className={styles.vertical} style={{ left }} />
        <span className={styles.horizontal} style={{ top }} />
      </div>
      <figcaption className={styles.name}>{name}</figcaption>
      <span className={styles.letter} data-side="left">
        {letters.left}
      </span>
      <span className={styles.letter} data-side="right">
        {letters.right}
      </span>
    </figure>
  );
}

/** A canvas that shows one cut of the volume and follows mask and loading. */
function useReformat(session: DeskSession, plane: Plane, cut: number) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { store, parts, editor } = session;
  const loadedSlices = useStore(store, (s) => s.loadedSlices);
  const maskVersion = useStore(store, (s) => s.maskVersion);
  const preview = useStore(store, (s) => s.preview);
  const look = useStore(store, (s) => s.look);
  useEffect(() => {
    // One drawing a frame, however many strokes or chunks came in between.
    const frame = requestAnimationFrame(() => {
      const context = canvas.current?.getContext('2d');
      if (!context) return;
      const image = context.createImageData(plane.columns, plane.rows);
      const overlay = look.visible ? { mask: editor.mask, preview: preview?.mask ?? null } : null;
      paintReformat(
        {
          plane,
          slice: cut,
          voxels: parts.volume.voxels,
          overlay,
          window: studyWindow,
          colours: overlayColours(),
          opacity: look.opacity,
        },
        image.data,
      );
      context.putImageData(image, 0, 0);
    });
    return () => cancelAnimationFrame(frame);
  }, [cut, plane, parts, editor, loadedSlices, maskVersion, preview, look]);
  return canvas;
}
