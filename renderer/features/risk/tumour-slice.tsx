import type { WireError } from '#contract/errors.ts';
import type { CaseDetail } from '#contract/procedures/cases.ts';
import type { Prediction } from '#contract/procedures/risk.ts';
import { SegmentedControl, Slider } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useEngine } from '../../api/engine-context.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Section } from '../../ui/section.tsx';
import { drawSlice, type SliceView } from './draw-slice.ts';
import styles from './risk-page.module.css';
import { fetchMaskSlices, fetchSlice, type MaskSlices, type SliceHu } from './slice-data.ts';
import { sliceOrientation, windowLevel, windowWidth } from './slice-picture.ts';

interface Props {
  readonly detail: CaseDetail;
  readonly prediction: Prediction;
}

/** The CT at the tumour with the outline that the number was computed from. */
export function TumourSlice({ detail, prediction }: Props) {
  const { dimensions, direction } = detail.geometry;
  const [k, setK] = useState(clampSlice(prediction.centreIjk[2], dimensions[2]));
  const [view, setView] = useState<SliceView>('tumour');
  const { slice, error } = useSlice(detail, k);
  const masks = useMask(detail, prediction.maskId);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { letters } = sliceOrientation(direction);
  const [centreX, centreY] = prediction.centreIjk;

  useEffect(() => {
    const element = canvas.current;
    if (!element || !slice) return;
    const draw = () =>
      drawSlice(element, {
        hu: slice,
        mask: masks?.get(k) ?? null,
        geometry: detail.geometry,
        view,
        centre: [centreX, centreY],
      });
    draw();
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    return () => observer.disconnect();
  }, [slice, masks, k, view, detail.geometry, centreX, centreY]);

  return (
    <Section
      title="The tumour"
      actions={
        <SegmentedControl
          className={styles.noPrint}
          aria-label="What the slice shows"
          data={[
            { value: 'tumour', label: '10 cm' },
            { value: 'whole', label: 'Whole slice' },
          ]}
          value={view}
          onChange={(value) => setView(value)}
        />
      }
    >
      <div className={styles.picture}>
        <canvas
          ref={canvas}
          className={styles.canvas}
          role="img"
          aria-label={`Axial slice ${k + 1} of ${dimensions[2]} with the outline of the tumour`}
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
      </div>
      {error && <ErrorNote error={error} />}
      <div className={styles.noPrint}>
        <Slider
          thumbLabel="Slice"
          value={k}
          min={0}
          max={dimensions[2] - 1}
          label={null}
          size="sm"
          onChange={setK}
        />
      </div>
    </Section>
  );
}

const edges = ['left', 'right', 'top', 'bottom'] as const;

function clampSlice(k: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.round(k)));
}

/** One slice's voxels; while another one is on its way the last one stays. */
function useSlice(detail: CaseDetail, k: number) {
  const engine = useEngine();
  const [slice, setSlice] = useState<SliceHu | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    fetchSlice(engine, detail, k, stop.signal).then(
      (reply) => {
        if (reply.ok) setSlice(reply.value);
        setError(reply.ok ? null : reply.error);
      },
      // Only our own abort rejects: another slice is wanted.
      () => undefined,
    );
    return () => stop.abort();
  }, [engine, detail, k]);
  return { slice, error };
}

function useMask(detail: CaseDetail, maskId: string): MaskSlices | null {
  const engine = useEngine();
  const [masks, setMasks] = useState<MaskSlices | null>(null);
  const [nx, ny] = detail.geometry.dimensions;
  useEffect(() => {
    const stop = new AbortController();
    fetchMaskSlices(engine, { maskId, sliceVoxels: nx * ny }, stop.signal).then(
      (reply) => setMasks(reply.ok ? reply.value : null),
      () => undefined,
    );
    return () => stop.abort();
  }, [engine, maskId, nx, ny]);
  return masks;
}
