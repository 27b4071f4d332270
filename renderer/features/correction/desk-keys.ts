import { useEffect } from 'react';
import { isTyping } from '../../ui/keys.ts';
import { contains, toIjk } from '../../viewer/plane.ts';
import type { DeskSession } from './desk-session.ts';
import type { Spot } from './desk-state.ts';
import { commandOf, type DeskCommand } from './keys.ts';
import { measured } from './own-time.ts';
import { operations } from './operations.ts';
import { nextRadius, type ToolId } from './tools.ts';

type Commands = { readonly [C in DeskCommand]: () => void };

/** Makes the desk's keys work while it is open. */
export function useDeskKeys(session: DeskSession, done: () => void): void {
  useEffect(() => {
    const commands = deskCommands(session, done);
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Control' || event.key === 'Meta')
        session.store.setState({ inverted: true });
      if (event.defaultPrevented || isTyping(event.target) || inDialog(event.target)) return;
      const command = commandOf(event);
      if (command === undefined || pressesControl(event)) return;
      event.preventDefault();
      // A held key draws one stroke, not one dab a repetition.
      if (command === 'key-brush-paint' && event.repeat) return;
      commands[command]();
    };
    const onKeyUp = (event: KeyboardEvent) => {
      if (event.key === 'Control' || event.key === 'Meta')
        session.store.setState({ inverted: false });
      if (event.key.toLowerCase() === 'x') session.endStroke();
    };
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('keyup', onKeyUp);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('keyup', onKeyUp);
    };
  }, [session, done]);
}

/** Space and Enter belong to a focused button, arrows and paging to a focused slider thumb. */
function pressesControl({ key, target }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (key === ' ' || key === 'Enter') return target.closest('button, a, [role="switch"]') !== null;
  return key.startsWith('Arrow') && target.closest('[role="slider"][class*="thumb"]') !== null;
}

function inDialog(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[role="dialog"]') !== null;
}

/** Steps of the fill's opacity. */
const opacityStep = 0.08;

function deskCommands(session: DeskSession, done: () => void): Commands {
  const { store, offers, parts } = session;
  const { plane } = parts;
  const tool = (id: ToolId) => () => session.setTool(id);
  const step = (slices: number) => () =>
    measured('nodewise:slice-step', () =>
      session.goTo(store.getState().slice + slices * plane.forward),
    );
  const size = (direction: 1 | -1) => () =>
    store.setState(({ brushRadiusMm }) => ({
      brushRadiusMm: nextRadius(brushRadiusMm, direction),
    }));
  const opacity = (direction: 1 | -1) => () =>
    store.setState(({ look }) => ({
      look: { ...look, opacity: Math.min(1, Math.max(0, look.opacity + direction * opacityStep)) },
    }));
  const operation = (key: string) => () => operations.find((o) => o.key === key)?.run(session);
  const top = plane.forward === 1 ? 0 : plane.depth - 1;
  return {
    'tool-brush': tool('brush'),
    'tool-eraser': tool('eraser'),
    'tool-threshold': tool('threshold'),
    'tool-segment': tool('segment'),
    'swap-tools': session.swapTools,
    'hu-range': () =>
      store.setState(({ huRange }) => ({ huRange: { ...huRange, on: !huRange.on } })),
    'brush-smaller': size(-1),
    'brush-larger': size(1),
    undo: session.undo,
    redo: session.redo,
    'towards-head': step(-1),
    'towards-feet': step(1),
    'ten-towards-head': step(-10),
    'ten-towards-feet': step(10),
    'first-slice': () => session.goTo(top),
    'last-slice': () => session.goTo(plane.depth - 1 - top),
    'show-hide': () =>
      store.setState(({ look }) => ({ look: { ...look, visible: !look.visible } })),
    'opacity-less': opacity(-1),
    'opacity-more': opacity(1),
    'zoom-tumour': () => store.setState({ aim: { kind: 'mask' } }),
    carry: session.carry,
    'fill-between': operation('g'),
    'keep-largest': operation('k'),
    'next-proposal': () => offers.cycle(1),
    accept: offers.accept,
    reject: () => {
      if (store.getState().work) offers.cancel();
      else offers.reject();
    },
    'key-brush-left': () => moveKeyBrush(session, [-1, 0]),
    'key-brush-right': () => moveKeyBrush(session, [1, 0]),
    'key-brush-up': () => moveKeyBrush(session, [0, -1]),
    'key-brush-down': () => moveKeyBrush(session, [0, 1]),
    'key-brush-paint': () => beginKeyStroke(session),
    done,
  };
}

/** Where the keyboard's brush is, or would appear: at the crosshair. */
function keyBrushOf(session: DeskSession): Spot {
  const { keyBrush, crosshair } = session.store.getState();
  return keyBrush ?? { column: Math.round(crosshair.column), row: Math.round(crosshair.row) };
}

function moveKeyBrush(session: DeskSession, [right, down]: readonly [number, number]): void {
  const { plane } = session.parts;
  const { brushRadiusMm, slice } = session.store.getState();
  // Half a radius a press: quick for large brushes, a voxel at a time for small ones.
  const step = (mm: number) => Math.max(1, Math.round(brushRadiusMm / 2 / mm));
  const at = keyBrushOf(session);
  const next = {
    column: at.column + right * step(plane.columnMm),
    row: at.row + down * step(plane.rowMm),
  };
  if (!contains(plane, { ...next, slice })) return;
  session.store.setState({ keyBrush: next });
  session.strokeTo(next);
}

function beginKeyStroke(session: DeskSession): void {
  const { plane } = session.parts;
  const at = keyBrushOf(session);
  const { slice, tool } = session.store.getState();
  session.store.setState({ keyBrush: at });
  if (tool === 'segment') {
    void session.offers.segment([toIjk(plane, { ...at, slice })]);
    return;
  }
  if (session.beginStroke(false)) session.strokeTo(at);
}
