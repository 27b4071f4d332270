import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { AxialView, ScreenMap } from '../../viewer/axial-view.ts';
import { orientationLetters } from '../../viewer/orientation-letters.ts';
import { studyWindow } from '../../viewer/window-level.ts';
import { AxialOverlay } from './axial-overlay.tsx';
import styles from './axial-pane.module.css';
import { CornerFacts } from './corner-facts.tsx';
import type { DeskSession } from './desk-session.ts';
import { fillSlice, keepDrawn } from './keep-drawn.ts';
import { overlayColours } from './overlay-colours.ts';
import { loadViewer } from './load-viewer.ts';
import { usePointerTools } from './pointer-tools.ts';
import { aimView } from './aim-view.ts';

type Viewer =
  | { readonly status: 'starting' }
  | { readonly status: 'ready'; readonly view: AxialView; readonly map: ScreenMap }
  | { readonly status: 'failed'; readonly reason: string };

/** The large axial view with everything that is drawn over it and every mouse gesture. */
export function AxialPane({ session }: { readonly session: DeskSession }) {
  const element = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const viewer = useViewer(element, session);
  const ready = viewer.status === 'ready' ? viewer : null;
  const pointer = usePointerTools({ frame, session, ready });
  const letters = orientationLetters(session.parts.plane);
  const slice = useStore(session.store, (s) => s.slice);
  useStore(session.store, (s) => s.loadedSlices);
  const aim = useStore(session.store, (s) => s.aim);
  const maskReady = useStore(session.store, (s) => s.maskReady);
  const view = ready?.view;
  useEffect(() => {
    if (view && aim && element.current) {
      aimView({ view, plane: session.parts.plane, element: element.current }, aim);
    }
  }, [view, aim, session]);

  return (
    <div
      ref={frame}
      className={styles.pane}
      role="application"
      aria-label="Axial slice"
      aria-describedby="axial-help"
      tabIndex={0}
      data-ready={ready !== null && maskReady}
      {...pointer}
    >
      <div ref={element} className={styles.image} />
      {ready && <AxialOverlay session={session} map={ready.map} />}
      <span className={styles.letter} data-side="left">
        {letters.left}
      </span>
      <span className={styles.letter} data-side="right">
        {letters.right}
      </span>
      <span className={styles.letter} data-side="top">
        {letters.top}
      </span>
      <span className={styles.letter} data-side="bottom">
        {letters.bottom}
      </span>
      <CornerFacts session={session} perColumn={ready?.map.perColumn ?? null} />
      {!session.sliceLoaded(slice) && (
        <p role="status" className={styles.middle}>
          Slice {slice + 1} is loading…
        </p>
      )}
      {viewer.status === 'failed' && (
        <p role="alert" className={styles.middle}>
          The image cannot be drawn: {viewer.reason}. The program needs WebGL 2; check that hardware
          acceleration is not switched off.
        </p>
      )}
      <span id="axial-help" className="visually-hidden">
        Arrow keys step slices. Shift and arrow keys move the brush, x draws. Question mark lists
        all keys.
      </span>
    </div>
  );
}

/** Opens the view in the element once, and keeps it drawn for as long as the desk is open. */
function useViewer(element: React.RefObject<HTMLDivElement | null>, session: DeskSession): Viewer {
  const [viewer, setViewer] = useState<Viewer>({ status: 'starting' });
  useEffect(() => {
    const host = element.current;
    if (!host) return;
    let stop: (() => void) | null = null;
    let left = false;
    let drawn = false;
    const open = async () => {
      // The slice is waited for: a first frame without it would only delay the one with it.
      const [{ createAxialView }] = await Promise.all([loadViewer(), firstSlice(session)]);
      if (left) return;
      const view = await createAxialView(host, {
        plane: session.parts.plane,
        window: studyWindow,
        colours: overlayColours(),
        fill: (ct) => {
          fillSlice(session, ct);
          // What it took without the rasteriser, whose share depends on the graphics card.
          performance.measure('nodewise:first-slice', { start: session.parts.askedAt });
        },
        onMove: () =>
          setViewer((now) =>
            now.status === 'ready' ? { ...now, map: now.view.screenMap() } : now,
          ),
        onDrawn: () => {
          if (drawn) return;
          drawn = true;
          performance.measure('nodewise:first-image', { start: session.parts.askedAt });
        },
      });
      if (left) return view.dispose();
      const stopDrawing = keepDrawn(view, session);
      stop = () => {
        stopDrawing();
        view.dispose();
      };
      setViewer({ status: 'ready', view, map: view.screenMap() });
    };
    open().catch((error: unknown) => {
      setViewer({ status: 'failed', reason: error instanceof Error ? error.message : 'unknown' });
    });
    return () => {
      left = true;
      stop?.();
    };
  }, [element, session]);
  return viewer;
}

/** Resolves as soon as there is something to show. */
function firstSlice({ store }: DeskSession): Promise<void> {
  return new Promise((resolve) => {
    const look = ({ loadedSlices }: { readonly loadedSlices: number }) => {
      if (loadedSlices === 0) return;
      stop();
      resolve();
    };
    const stop = store.subscribe(look);
    look(store.getState());
  });
}
