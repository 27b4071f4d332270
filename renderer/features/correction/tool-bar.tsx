import { Button, NumberInput, Slider, Switch } from '@mantine/core';
import {
  IconBrush,
  IconBrushOff,
  IconEraser,
  IconEye,
  IconEyeOff,
  IconPointer,
  type TablerIcon,
} from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import { useStore } from 'zustand';
import { Kbd } from '../../ui/kbd.tsx';
import type { DeskSession } from './desk-session.ts';
import { operations } from './operations.ts';
import styles from './tool-bar.module.css';
import { brushLimits, clampRadius, tools, type ToolId } from './tools.ts';

const icons: { readonly [T in ToolId]: TablerIcon } = {
  brush: IconBrush,
  eraser: IconEraser,
  threshold: IconBrushOff,
  segment: IconPointer,
};

/** Keeps the focus, and with it the keys, where it was when a tool is chosen by mouse. */
const keepFocus = (event: MouseEvent) => event.preventDefault();

/** Tools, brush, HU range and what the engine can do to the mask. */
export function ToolBar({ session }: { readonly session: DeskSession }) {
  return (
    <div className={styles.bar} role="toolbar" aria-label="Tools" aria-orientation="vertical">
      <ToolButtons session={session} />
      <BrushSize session={session} />
      <HuRangeFields session={session} />
      <MaskLook session={session} />
      <Operations session={session} />
    </div>
  );
}

function ToolButtons({ session }: { readonly session: DeskSession }) {
  const chosen = useStore(session.store, (s) => s.tool);
  return (
    <div className={styles.group}>
      {tools.map(({ id, name, key, hint }) => {
        const Icon = icons[id];
        return (
          <button
            key={id}
            type="button"
            className={styles.tool}
            aria-pressed={chosen === id}
            aria-label={name}
            aria-keyshortcuts={key}
            title={hint}
            onMouseDown={keepFocus}
            onClick={() => session.setTool(id)}
          >
            <Icon size={16} stroke={1.75} aria-hidden />
            <span>{name}</span>
            <Kbd keys={key} />
          </button>
        );
      })}
    </div>
  );
}

function BrushSize({ session }: { readonly session: DeskSession }) {
  const radiusMm = useStore(session.store, (s) => s.brushRadiusMm);
  const { least, most } = brushLimits;
  // The slider is logarithmic: a step matters as much for a small brush as for a large one.
  return (
    <div className={styles.group}>
      <Labelled name="Brush radius" value={`${radiusMm.toFixed(1)} mm`} keys={['[', ']']} />
      <Slider
        size="xs"
        min={Math.log(least)}
        max={Math.log(most)}
        step={0.01}
        value={Math.log(radiusMm)}
        label={null}
        thumbLabel="Brush radius"
        onChange={(value) =>
          session.store.setState({
            brushRadiusMm: clampRadius(Math.round(Math.exp(value) * 10) / 10),
          })
        }
      />
    </div>
  );
}

function HuRangeFields({ session }: { readonly session: DeskSession }) {
  const { store } = session;
  const range = useStore(store, (s) => s.huRange);
  const tool = useStore(store, (s) => s.tool);
  const set = (change: Partial<typeof range>) =>
    store.setState({ huRange: { ...range, ...change } });
  const bound = (value: string | number) => (typeof value === 'number' ? value : null);
  return (
    <div className={styles.group} data-active={range.on || tool === 'threshold'}>
      <div className={styles.line}>
        <Switch
          size="xs"
          label="HU range on all tools"
          checked={range.on}
          onMouseDown={keepFocus}
          onChange={(event) => set({ on: event.currentTarget.checked })}
        />
        <Kbd keys="i" />
      </div>
      <div className={styles.fields}>
        <NumberInput
          size="xs"
          aria-label="Lowest HU"
          value={range.low}
          step={50}
          min={-1100}
          max={range.high}
          onChange={(value) => set({ low: bound(value) ?? range.low })}
        />
        <span>to</span>
        <NumberInput
          size="xs"
          aria-label="Highest HU"
          value={range.high}
          step={50}
          min={range.low}
          max={3100}
          onChange={(value) => set({ high: bound(value) ?? range.high })}
        />
      </div>
    </div>
  );
}

function MaskLook({ session }: { readonly session: DeskSession }) {
  const { store } = session;
  const look = useStore(store, (s) => s.look);
  const Icon = look.visible ? IconEye : IconEyeOff;
  return (
    <div className={styles.group}>
      <button
        type="button"
        className={styles.tool}
        aria-label="Show the mask"
        aria-pressed={look.visible}
        onMouseDown={keepFocus}
        onClick={() => store.setState({ look: { ...look, visible: !look.visible } })}
      >
        <Icon size={16} stroke={1.75} aria-hidden />
        <span>{look.visible ? 'Mask shown' : 'Mask hidden'}</span>
        <Kbd keys="s" />
      </button>
      <Labelled name="Fill" value={`${Math.round(look.opacity * 100)} %`} keys={['a', 'd']} />
      <Slider
        size="xs"
        min={0}
        max={1}
        step={0.02}
        value={look.opacity}
        label={null}
        thumbLabel="Opacity of the fill"
        onChange={(opacity) => store.setState({ look: { ...look, opacity } })}
      />
    </div>
  );
}

function Operations({ session }: { readonly session: DeskSession }) {
  const busy = useStore(session.store, (s) => s.work !== null);
  return (
    <div className={styles.group}>
      {operations.map(({ name, key, run }) => (
        <Button
          key={name}
          aria-label={name}
          fullWidth
          justify="space-between"
          disabled={busy}
          rightSection={key && <Kbd keys={key} />}
          onMouseDown={keepFocus}
          onClick={() => run(session)}
        >
          {name}
        </Button>
      ))}
    </div>
  );
}

function Labelled({
  name,
  value,
  keys,
}: {
  readonly name: string;
  readonly value: string;
  readonly keys: readonly string[];
}) {
  return (
    <div className={styles.line}>
      <span className={styles.name}>{name}</span>
      <span className={styles.value}>{value}</span>
      {keys.map((key) => (
        <Kbd key={key} keys={key} />
      ))}
    </div>
  );
}
