import { useEffect, useMemo, useRef, useState, type PointerEvent } from 'react';
import { useStore } from 'zustand';
import type { DeskSession } from './desk-session.ts';
import { measured } from './own-time.ts';
import styles from './slice-strip.module.css';
import { barHeights, barLeft, sliceAt, stripOrder, type StripSize } from './strip-geometry.ts';

/** CSS pixels of the plot; below it lies the row of touched marks. */
const plotHeight = 34;

/** Mask area of every slice from head to feet; click or drag to go there. */
export function SliceStrip({ session }: { readonly session: DeskSession }) {
  const { store, parts } = session;
  const { plane } = parts;
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(600);
  const slice = useStore(store, (s) => s.slice);
  const counts = useStore(store, (s) => s.counts);
  const history = useStore(store, (s) => s.history);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setWidth(element.clientWidth));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);

  const size: StripSize = { width, height: plotHeight };
  const place = (of: number) => stripOrder(of, plane.depth, plane.forward);
  const left = (of: number) => barLeft(place(of), plane.depth, size);
  const barWidth = Math.max(1, width / plane.depth - 0.5);
  const heights = barHeights(counts, size);
  const touched = useMemo(
    () => new Set(history.steps.slice(0, history.cursor).flatMap((step) => [...step.slices])),
    [history],
  );
  const areaMm2 = counts[slice] * plane.columnMm * plane.rowMm;

  const go = (event: PointerEvent<HTMLElement>) => {
    if (event.buttons !== 1) return;
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    measured('nodewise:slice-step', () => session.goTo(place(sliceAt(x, plane.depth, size))));
  };

  return (
    <div
      ref={box}
      className={styles.strip}
      role="slider"
      tabIndex={0}
      aria-label="Slice"
      aria-valuemin={1}
      aria-valuemax={plane.depth}
      aria-valuenow={slice + 1}
      aria-valuetext={`Slice ${slice + 1} of ${plane.depth}, mask area ${areaMm2.toFixed(0)} mm²`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={go}
    >
      <svg width={width} height={plotHeight + 10} aria-hidden>
        {heights.map((height, of) =>
          height === 0 ? null : (
            <rect
              key={of}
              className={styles.bar}
              x={left(of)}
              y={plotHeight - height}
              width={barWidth}
              height={height}
            />
          ),
        )}
        <line className={styles.base} x1={0} x2={width} y1={plotHeight} y2={plotHeight} />
        {[...touched].map((of) => (
          <rect
            key={of}
            className={styles.touched}
            x={left(of)}
            y={plotHeight + 3}
            width={barWidth}
            height={4}
          />
        ))}
        <line
          className={styles.here}
          x1={left(slice) + barWidth / 2}
          x2={left(slice) + barWidth / 2}
          y1={0}
          y2={plotHeight + 10}
        />
      </svg>
      <span className={styles.end} data-side="left">
        head
      </span>
      <span className={styles.end} data-side="right">
        feet
      </span>
    </div>
  );
}
