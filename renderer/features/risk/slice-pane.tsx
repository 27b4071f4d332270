import type { CaseDetail } from '#contract/procedures/cases.ts';
import type { Prediction } from '#contract/procedures/risk.ts';
import { useEffect, useMemo, useRef } from 'react';
import { drawSlice, type SliceView } from './draw-slice.ts';
import styles from './risk-page.module.css';
import { saliencyOnSlice } from './saliency-picture.ts';
import type { SliceHu } from './slice-data.ts';
import { sliceOrientation, windowLevel, windowWidth } from './slice-picture.ts';
import type { SaliencyState } from './use-saliency.ts';
import { useMask } from './use-slice.ts';

interface Props {
  readonly detail: CaseDetail;
  readonly prediction: Prediction;
  readonly k: number;
  /** Voxels of slice k, or of the one before while these are on their way. */
  readonly hu: SliceHu | null;
  readonly view: SliceView;
  readonly saliency: SaliencyState;
  /** Of the heat map, 0 to 1. */
  readonly opacity: number;
}

/** One slice with outline and heat map, and what is written on it. */
export function SlicePane({ detail, prediction, k, hu, view, saliency, opacity }: Props) {
  const { dimensions, direction } = detail.geometry;
  const masks = useMask(detail, prediction.maskId);
  const map = saliency.status === 'ready' ? saliency.map : null;
  const heat = useMemo(() => map && saliencyOnSlice(map, k), [map, k]);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { letters } = sliceOrientation(direction);
  const [centreX, centreY] = prediction.centreIjk;

  useEffect(() => {
    const element = canvas.current;
    if (!element || !hu) return;
    const draw = () =>
      drawSlice(element, {
        hu,
        mask: masks?.get(k) ?? null,
        overlay: heat && { part: heat, opacity },
        geometry: detail.geometry,
        view,
        centre: [centreX, centreY],
      });
    draw();
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    return () => observer.disconnect();
  }, [hu, masks, heat, opacity, k, view, detail.geometry, centreX, centreY]);

  return (
    <div
      className={styles.picture}
      data-ready={hu !== null && masks !== null && saliency.status !== 'computing'}
    >
      <canvas
        ref={canvas}
        className={styles.canvas}
        role="img"
        aria-label={`Axial slice ${k + 1} of ${dimensions[2]} with the outline of the tumour${heat ? ' and the heat map' : ''}`}
      />
      {letters.map((letter, i) => (
        <span key={i} className={styles.letter} data-edge={edges[i]} aria-hidden>
          {letter}
        </span>
      ))}
      <span className={styles.corner} data-corner="top-left">
        {k + 1} / {dimensions[2]}
        <br />
        {detail.slicePositionsMm[k]?.toFixed(1)} mm
      </span>
      <span className={styles.corner} data-corner="bottom-left">
        L {windowLevel} W {windowWidth}
      </span>
      {map && !heat && <p className={styles.told}>The network does not see this slice.</p>}
      {saliency.status === 'computing' && (
        <p role="status" className={styles.told} data-late>
          Computing the heat map
        </p>
      )}
    </div>
  );
}

const edges = ['left', 'right', 'top', 'bottom'] as const;
