import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { StatusItem } from '../../ui/bar-slots.tsx';
import { featureNumber, unitSign } from '../../ui/feature-text.ts';
import { orientationLetters } from '../../viewer/orientation-letters.ts';
import { indexOf, type PlanePoint } from '../../viewer/plane.ts';
import { studyWindow } from '../../viewer/window-level.ts';
import { drawResponse, placement, voxelAt } from './draw-response.ts';
import styles from './response-panel.module.css';
import { slicePositionMm, type ResponseView } from './response-slice.ts';
import { useWheelSteps } from './use-wheel-steps.ts';

interface Props {
  readonly view: ResponseView | null;
  readonly slice: number;
  /** 0 hides the response; outline and CT stay. */
  readonly opacity: number;
  /** Name of the image that is being computed, or null. */
  readonly waiting: string | null;
  readonly onSlice: (slice: number) => void;
}

/** A place on the slice. */
type Spot = Omit<PlanePoint, 'slice'>;

/** The slice itself; while it has the focus it steps by the same keys as the correction desk. */
export function ResponsePane({ view, slice, opacity, waiting, onSlice }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [spot, setSpot] = useState<Spot | null>(null);
  const forward = view?.plane.forward ?? 1;
  useWheelSteps(frame, (steps) => onSlice(slice + steps * forward));

  useEffect(() => {
    const element = canvas.current;
    if (!element || !view) return;
    const draw = () => drawResponse(element, { view, slice, opacity });
    draw();
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    return () => observer.disconnect();
  }, [view, slice, opacity]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const steps = Object.hasOwn(stepsOfKey, event.key) ? stepsOfKey[event.key] : null;
    if (steps === null) return;
    event.preventDefault();
    onSlice(slice + steps * forward);
  };
  const onPointerMove = (event: PointerEvent) => {
    const box = canvas.current?.getBoundingClientRect();
    if (!view || !box) return;
    const at = [event.clientX - box.left, event.clientY - box.top] as const;
    setSpot(voxelAt(view, placement(view, box), at));
  };

  return (
    <div
      ref={frame}
      className={styles.pane}
      role="application"
      aria-label="Slice with the response"
      aria-describedby="response-help"
      tabIndex={0}
      data-ready={view !== null && waiting === null}
      data-response={opacity > 0}
      onKeyDown={onKeyDown}
      onPointerMove={onPointerMove}
      onPointerLeave={() => setSpot(null)}
    >
      <canvas ref={canvas} className={styles.canvas} />
      {view && <Corners view={view} slice={slice} />}
      {waiting !== null && (
        <p role="status" className={styles.waiting}>
          Computing {waiting}
        </p>
      )}
      <span id="response-help" className="visually-hidden">
        Arrow keys and the wheel step slices, s shows or hides the response.
      </span>
      {view && spot && <ValuesAt view={view} voxel={indexOf(view.plane, { ...spot, slice })} />}
    </div>
  );
}

/** As on the correction desk: up is towards the head. */
const stepsOfKey: Readonly<Record<string, number>> = {
  ArrowUp: -1,
  ArrowLeft: -1,
  ArrowDown: 1,
  ArrowRight: 1,
  PageUp: -10,
  PageDown: 10,
  Home: -Infinity,
  End: Infinity,
};

const sides = ['left', 'right', 'top', 'bottom'] as const;

function Corners({ view, slice }: { readonly view: ResponseView; readonly slice: number }) {
  const letters = orientationLetters(view.plane);
  return (
    <>
      {sides.map((side) => (
        <span key={side} className={styles.letter} data-side={side} aria-hidden>
          {letters[side]}
        </span>
      ))}
      <p className={styles.corner} data-corner="top-left">
        <span>
          Slice {slice + 1} / {view.plane.depth}
        </span>
        <span>{slicePositionMm(view, slice).toFixed(1)} mm</span>
      </p>
      <p className={styles.corner} data-corner="top-right">
        L {studyWindow.level} W {studyWindow.width}
      </p>
    </>
  );
}

function ValuesAt({ view, voxel }: { readonly view: ResponseView; readonly voxel: number }) {
  const { image } = view;
  return (
    <>
      <StatusItem label="CT">{Math.round(image.ct[voxel])} HU</StatusItem>
      <StatusItem label={image.image}>
        {featureNumber(image.response[voxel])} {unitSign(image.unit)}
      </StatusItem>
    </>
  );
}
