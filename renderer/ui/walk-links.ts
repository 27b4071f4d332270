import type { KeyboardEvent } from 'react';

/** A list stands upright, or lies in a small window. */
const steps: Readonly<Record<string, 1 | -1 | undefined>> = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
};

/** For a list of links: the arrow keys move the focus to the link before or after. */
export function walkLinks(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key];
  if (step === undefined) return;
  const links = [...event.currentTarget.querySelectorAll('a')];
  const at = links.findIndex((link) => link === document.activeElement);
  event.preventDefault();
  links[Math.min(links.length - 1, Math.max(0, at + step))]?.focus();
}
