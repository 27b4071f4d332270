import type { Output } from '#contract/contract.ts';
import { IconLock } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { dateTime } from '../../ui/format.ts';
import { hashOf } from '../../ui/routes.ts';
import styles from './cohort-page.module.css';
import type { CohortPlace } from './cohort-page.tsx';

/** The cohorts of the library; arrows walk through them. */
export function CohortList({
  cohorts,
  place,
  currentId,
}: {
  readonly cohorts: Output<'cohorts.list'>;
  readonly place: CohortPlace;
  readonly currentId: string | null;
}) {
  return (
    <nav aria-label="Cohorts" className={styles.cohorts} onKeyDown={walk}>
      {cohorts.map(({ id, name, createdAt, locked, included }) => (
        <a
          key={id}
          href={hashOf({ ...place, cohortId: id })}
          title={`${name}, begun ${dateTime(createdAt)}`}
          aria-current={id === currentId ? 'page' : undefined}
        >
          <span className={styles.name}>{name}</span>
          {locked && <IconLock size={14} stroke={1.75} aria-label="locked" role="img" />}
          <span className={styles.facts}>
            {included} included · {dateTime(createdAt).slice(0, 10)}
          </span>
        </a>
      ))}
    </nav>
  );
}

/** Moves the focus to the link before or after. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const links = [...event.currentTarget.querySelectorAll('a')];
  const at = links.findIndex((link) => link === document.activeElement);
  event.preventDefault();
  links[Math.min(links.length - 1, Math.max(0, at + step))]?.focus();
}
