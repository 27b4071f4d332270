import type { CaseDetail } from '#contract/procedures/cases.ts';
import type { Prediction } from '#contract/procedures/risk.ts';
import { SegmentedControl, Slider } from '@mantine/core';
import { useState } from 'react';
import { ErrorNote } from '../../ui/error-note.tsx';
import { OverlayControls, useOverlayLook } from '../../ui/overlay-look.tsx';
import { Section } from '../../ui/section.tsx';
import type { SliceView } from './draw-slice.ts';
import styles from './risk-page.module.css';
import { SaliencyLegend } from './saliency-legend.tsx';
import { SlicePane } from './slice-pane.tsx';
import { useSaliency } from './use-saliency.ts';
import { useSlice } from './use-slice.ts';

interface Props {
  readonly detail: CaseDetail;
  readonly prediction: Prediction;
}

/** The CT at the tumour with the outline that the number was computed from, and the heat map. */
export function TumourSlice({ detail, prediction }: Props) {
  const slices = detail.geometry.dimensions[2];
  const [k, setK] = useState(clampSlice(prediction.centreIjk[2], slices));
  const [view, setView] = useState<SliceView>('tumour');
  const { slice, error } = useSlice(detail, k);
  const { look, setLook, opacity } = useOverlayLook({ visible: true, opacity: 0.5 });
  const saliency = useSaliency(prediction, look.visible);

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
      <SlicePane {...{ detail, prediction, k, hu: slice, view, saliency, opacity }} />
      {error && <ErrorNote error={error} />}
      <div className={styles.controls}>
        <span className={styles.label}>Slice</span>
        <Slider
          className={styles.sliceSlider}
          thumbLabel="Slice"
          value={k}
          min={0}
          max={slices - 1}
          label={null}
          size="sm"
          onChange={setK}
        />
        <OverlayControls name="Heat map" look={look} onLook={setLook} />
      </div>
      {saliency.status === 'failed' && <ErrorNote error={saliency.error} retry={saliency.retry} />}
      <SaliencyLegend saliency={saliency} />
    </Section>
  );
}

function clampSlice(k: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.round(k)));
}
