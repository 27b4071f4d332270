import { useEffect, useRef } from 'react';

/** One line of the key sheet. Every station keeps its keys as such a table. */
export interface KeyBinding {
  /** Modifiers first, joined by `+`: "Ctrl+Shift+N", "?", "Enter". */
  readonly keys: string;
  readonly what: string;
  /** Heading of the sheet under which it stands. */
  readonly group: string;
}

/** The parts of a keyboard event that decide which key it is. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** Whether a press is the named key. On a Mac, Command stands for Ctrl. */
export function matchesKey(press: KeyPress, keys: string): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) || '+';
  const wants = (modifier: string) => parts.slice(0, -1).includes(modifier);
  if ((press.ctrlKey || press.metaKey) !== wants('Ctrl')) return false;
  if (press.altKey !== wants('Alt')) return false;
  // Shift is part of what a symbol such as `?` is; for letters and named keys it must agree.
  const symbol = key.length === 1 && !/[a-z0-9]/i.test(key);
  if (!symbol && press.shiftKey !== wants('Shift')) return false;
  return press.key.toLowerCase() === key.toLowerCase();
}

/** Whether the press belongs to a field that somebody types in. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** Check boxes, switches and choices are inputs too, but nobody types in them. */
function isTicked(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && /^(checkbox|radio)$/.test(target.type);
}

/** What a check box or a choice does by itself. */
function ticks({ target, key }: KeyboardEvent): boolean {
  return isTicked(target) && (key === ' ' || key.startsWith('Arrow'));
}

/** What a field does with its own text, so that a station's key of the same name waits outside. */
const fieldKeys = ['Ctrl+Z', 'Ctrl+Shift+Z', 'Ctrl+Y'];

/** Whether a key may act on a station while somebody types. */
export function worksWhileTyping(keys: string): boolean {
  return keys.startsWith('Ctrl+') && !fieldKeys.includes(keys);
}

/** A dialog holds the keyboard to itself until it is closed. */
function inDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[aria-modal="true"]') !== null;
}

/** Calls the handler of a key anywhere in the window, but not while somebody types. */
export function useKeys(handlers: Readonly<Record<string, () => void>>): void {
  const newest = useRef(handlers);
  useEffect(() => {
    newest.current = handlers;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || inDialog(event.target) || ticks(event)) return;
      const hit = Object.keys(newest.current).find((keys) => matchesKey(event, keys));
      const typing = isTyping(event.target) && !isTicked(event.target);
      if (hit === undefined || (typing && !worksWhileTyping(hit))) return;
      event.preventDefault();
      newest.current[hit]();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
