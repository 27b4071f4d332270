import { Slider } from '@mantine/core';
import { Kbd } from '../../ui/kbd.tsx';
import { OverlayControls, type OverlayLook } from '../../ui/overlay-look.tsx';
import styles from './response-panel.module.css';

interface Props {
  readonly look: OverlayLook;
  readonly onLook: (look: OverlayLook) => void;
  readonly slices: number;
  readonly slice: number;
  readonly onSlice: (slice: number) => void;
}

/** Slice, and the response on or off and how strong, each with its keys. */
export function ResponseControls({ look, onLook, slices, slice, onSlice }: Props) {
  return (
    <div className={styles.controls}>
      <span className={styles.label}>Slice</span>
      <Slider
        thumbLabel="Slice through the tumour"
        size="sm"
        min={0}
        max={Math.max(1, slices - 1)}
        value={slice}
        label={null}
        onChange={onSlice}
      />
      <span className={styles.keys}>
        <Kbd keys="ArrowLeft" />
        <Kbd keys="ArrowRight" />
      </span>
      <OverlayControls name="Response" look={look} onLook={onLook} />
    </div>
  );
}
