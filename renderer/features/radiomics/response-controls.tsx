import { Slider, Switch } from '@mantine/core';
import { Kbd } from '../../ui/kbd.tsx';
import { percent } from '../../ui/format.ts';
import styles from './response-panel.module.css';

/** Whether and how strongly the response lies over the CT. */
export interface ResponseLook {
  readonly visible: boolean;
  /** 0 to 1. */
  readonly opacity: number;
}

interface Props {
  readonly look: ResponseLook;
  readonly onLook: (look: ResponseLook) => void;
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
      <Switch
        size="xs"
        label="Response"
        classNames={{ label: styles.label }}
        checked={look.visible}
        onChange={(event) => onLook({ ...look, visible: event.currentTarget.checked })}
      />
      <Slider
        thumbLabel={`Opacity, ${percent(look.opacity)}`}
        size="sm"
        min={0.1}
        max={1}
        step={0.05}
        value={look.opacity}
        label={null}
        disabled={!look.visible}
        onChange={(opacity) => onLook({ visible: true, opacity })}
      />
      <span className={styles.keys}>
        <Kbd keys="s" />
        <Kbd keys="a" />
        <Kbd keys="d" />
      </span>
    </div>
  );
}
