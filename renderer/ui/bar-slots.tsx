import { createContext, use, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import styles from './bar-slots.module.css';

/** The places of the frame that a station fills: the status line below, the title above. */
interface Slots {
  readonly status: HTMLElement | null;
  readonly title: HTMLElement | null;
  readonly setStatus: (element: HTMLElement | null) => void;
  readonly setTitle: (element: HTMLElement | null) => void;
}

const SlotContext = createContext<Slots | null>(null);

export function BarSlots({ children }: { readonly children: ReactNode }) {
  const [status, setStatus] = useState<HTMLElement | null>(null);
  const [title, setTitle] = useState<HTMLElement | null>(null);
  return <SlotContext value={{ status, title, setStatus, setTitle }}>{children}</SlotContext>;
}

/** The bottom line of the frame. */
export function StatusLine() {
  const slots = use(SlotContext);
  return (
    <footer className={styles.line} aria-label="Status line">
      <div className={styles.items} ref={slots?.setStatus} />
    </footer>
  );
}

/** The place in the top bar for what is open. */
export function TitleSlot() {
  const slots = use(SlotContext);
  return <div className={styles.title} ref={slots?.setTitle} />;
}

/** One named fact in the status line, e.g. slice, position, HU, mask volume, "Saved 2 s ago". */
export function StatusItem({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}) {
  const target = use(SlotContext)?.status;
  if (!target) return null;
  return createPortal(
    <span className={styles.item}>
      <span className={styles.label}>{label}</span>
      <span className={styles.value}>{children}</span>
    </span>,
    target,
  );
}

/** Puts what is open, e.g. "P-0007  2026-03-01  1.0 mm", into the top bar. */
export function BarTitle({ children }: { readonly children: ReactNode }) {
  const target = use(SlotContext)?.title;
  return target ? createPortal(children, target) : null;
}
