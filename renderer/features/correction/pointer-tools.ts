import { useEffect, useRef, type PointerEvent, type RefObject } from 'react';
import type { AxialView, ScreenMap } from '../../viewer/axial-view.ts';
import { contains, toIjk } from '../../viewer/plane.ts';
import type { DeskSession } from './desk-session.ts';
import type { Spot } from './desk-state.ts';
import { measured } from './own-time.ts';
import { toSpot } from './screen-map.ts';
import { nextRadius } from './tools.ts';

export interface PointerToolsOptions {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly session: DeskSession;
  /** The open view and how it lies on the screen; null while it starts. */
  readonly ready: { readonly view: AxialView; readonly map: ScreenMap } | null;
}

/** What the held button does; positions in CSS pixels of the frame. */
type Drag =
  | { readonly kind: 'none' | 'stroke' | 'crosshair' | 'segment' }
  | { readonly kind: 'pan' | 'zoom'; readonly at: readonly [x: number, y: number] };

/** Wheel travel of one slice, px: a notch of a mouse is about 100, a trackpad sends crumbs. */
const wheelStepPx = 50;
const zoomPerPx = 1.005;

/** The pointer handlers of the axial view. */
export function usePointerTools({ frame, session, ready }: PointerToolsOptions) {
  const drag = useRef<Drag>({ kind: 'none' });
  const { store, parts } = session;

  useWheel(frame, session, ready?.view ?? null);

  const spotOf = (event: PointerEvent): Spot | null => {
    if (!ready || !frame.current) return null;
    const box = frame.current.getBoundingClientRect();
    return toSpot(ready.map, event.clientX - box.left, event.clientY - box.top);
  };

  const start = (event: PointerEvent, spot: Spot): Drag => {
    const at = [event.clientX, event.clientY] as const;
    if (event.button === 1) return { kind: 'pan', at };
    if (event.button === 2) return { kind: 'zoom', at };
    if (event.shiftKey) {
      store.setState({ crosshair: spot });
      return { kind: 'crosshair' };
    }
    if (store.getState().tool === 'segment') {
      store.setState({ trace: [spot] });
      return { kind: 'segment' };
    }
    if (!session.beginStroke(event.ctrlKey || event.metaKey)) return { kind: 'none' };
    measured('nodewise:brush-move', () => session.strokeTo(spot));
    return { kind: 'stroke' };
  };

  const go = (event: PointerEvent, spot: Spot): void => {
    const now = drag.current;
    switch (now.kind) {
      case 'none':
        if (event.shiftKey) store.setState({ crosshair: spot });
        return;
      case 'crosshair':
        return store.setState({ crosshair: spot });
      case 'stroke':
        return session.strokeTo(spot);
      case 'segment':
        return store.setState(({ trace }) => ({ trace: [...trace, spot] }));
      case 'pan':
        ready?.view.panBy(event.clientX - now.at[0], event.clientY - now.at[1]);
        drag.current = { kind: 'pan', at: [event.clientX, event.clientY] };
        return;
      case 'zoom':
        zoomAtMiddle(zoomPerPx ** (now.at[1] - event.clientY));
        drag.current = { kind: 'zoom', at: [event.clientX, event.clientY] };
    }
  };

  const zoomAtMiddle = (factor: number) => {
    const { clientWidth, clientHeight } = frame.current ?? { clientWidth: 0, clientHeight: 0 };
    ready?.view.zoomBy(factor, [clientWidth / 2, clientHeight / 2]);
  };

  const finish = () => {
    const ended = drag.current;
    drag.current = { kind: 'none' };
    session.endStroke();
    if (ended.kind !== 'segment') return;
    const { slice, trace } = store.getState();
    store.setState({ trace: [] });
    const points = trace
      .map(({ column, row }) => ({ column: Math.round(column), row: Math.round(row), slice }))
      .filter((point) => contains(parts.plane, point))
      .map((point) => toIjk(parts.plane, point));
    if (points.length > 0) void session.offers.segment(points.slice(0, longestStroke));
  };

  return {
    onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
      const spot = spotOf(event);
      if (!spot) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      event.currentTarget.focus({ preventScroll: true });
      store.setState({ keyBrush: null });
      drag.current = start(event, spot);
      event.preventDefault();
    },
    onPointerMove: (event: PointerEvent) => {
      const spot = spotOf(event);
      if (!spot) return;
      measured('nodewise:brush-move', () => {
        store.setState({ hover: spot, inverted: event.ctrlKey || event.metaKey });
        go(event, spot);
      });
    },
    onPointerUp: finish,
    onPointerCancel: finish,
    onPointerLeave: () => {
      if (drag.current.kind === 'none') store.setState({ hover: null });
    },
    onContextMenu: (event: React.MouseEvent) => event.preventDefault(),
  };
}

/** Most points that one stroke of the segment tool may have. */
const longestStroke = 2000;

function useWheel(
  frame: RefObject<HTMLDivElement | null>,
  session: DeskSession,
  view: AxialView | null,
): void {
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    let travel = 0;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const { store, parts } = session;
      // With Shift held some systems report a sideways wheel.
      const delta = event.deltaY || event.deltaX;
      if (event.ctrlKey) {
        const box = element.getBoundingClientRect();
        const at = [event.clientX - box.left, event.clientY - box.top] as const;
        view?.zoomBy(zoomPerPx ** -delta, at);
        return;
      }
      travel += event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? delta : delta * wheelStepPx;
      if (Math.abs(travel) < wheelStepPx) return;
      const direction = travel > 0 ? 1 : -1;
      travel = 0;
      if (event.shiftKey) {
        const { brushRadiusMm } = store.getState();
        store.setState({ brushRadiusMm: nextRadius(brushRadiusMm, direction > 0 ? -1 : 1) });
        return;
      }
      measured('nodewise:slice-step', () =>
        session.goTo(store.getState().slice + direction * parts.plane.forward),
      );
    };
    // React listens passively to the wheel, which could not keep the page from zooming.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [frame, session, view]);
}
