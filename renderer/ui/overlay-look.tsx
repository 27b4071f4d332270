import { Slider, Switch } from '@mantine/core';
import { useState } from 'react';
import { percent } from './format.ts';
import { Kbd } from './kbd.tsx';
import { useKeys } from './keys.ts';
import styles from './overlay-look.module.css';

/** Whether and how strongly something lies over the CT. */
export interface OverlayLook {
  readonly visible: boolean;
  /** 0 to 1. */
  readonly opacity: number;
}

/** Steps of the opacity by key, and the least that is still seen. */
const opacityStep = 0.1;

/** The look of a page's one overlay, with its keys: s, a and d as on the correction desk. */
export function useOverlayLook(start: OverlayLook) {
  const [look, setLook] = useState(start);
  const fade = (by: number) =>
    setLook(({ opacity }) => ({
      visible: true,
      opacity: Math.min(1, Math.max(opacityStep, opacity + by)),
    }));
  useKeys({
    s: () => setLook((before) => ({ ...before, visible: !before.visible })),
    a: () => fade(-opacityStep),
    d: () => fade(opacityStep),
  });
  return { look, setLook, opacity: look.visible ? look.opacity : 0 };
}

interface Props {
  readonly name: string;
  readonly look: OverlayLook;
  readonly onLook: (look: OverlayLook) => void;
}

/** A switch, a slider and their keys: three cells of a row. */
export function OverlayControls({ name, look, onLook }: Props) {
  return (
    <>
      <Switch
        size="xs"
        label={name}
        classNames={{ label: styles.label }}
        checked={look.visible}
        onChange={(event) => onLook({ ...look, visible: event.currentTarget.checked })}
      />
      <Slider
        thumbLabel={`Opacity, ${percent(look.opacity)}`}
        size="sm"
        min={opacityStep}
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
    </>
  );
}
