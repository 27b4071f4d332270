import type { ReactNode } from 'react';
import styles from './link-list.module.css';
import { walkLinks } from './walk-links.ts';

export interface ListedLink {
  readonly href: string;
  readonly name: string;
  /** The line below the name. */
  readonly facts: string;
  /** Whether it is the one that is open. */
  readonly current: boolean;
  readonly title?: string;
  /** What stands behind the name, such as a lock. */
  readonly mark?: ReactNode;
}

/** Links with their facts; arrows walk through them. */
export function LinkList({
  label,
  links,
}: {
  readonly label: string;
  readonly links: readonly ListedLink[];
}) {
  return (
    <nav aria-label={label} className={styles.links} onKeyDown={walkLinks}>
      {links.map(({ href, name, facts, current, title, mark }) => (
        <a key={href} href={href} title={title} aria-current={current ? 'page' : undefined}>
          <span className={styles.name}>{name}</span>
          {mark}
          <span className={styles.facts}>{facts}</span>
        </a>
      ))}
    </nav>
  );
}
