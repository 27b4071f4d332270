import type { Output } from '#contract/contract.ts';
import { IconLock } from '@tabler/icons-react';
import { dateTime } from '../../ui/format.ts';
import { hashOf } from '../../ui/routes.ts';
import { walkLinks } from '../../ui/walk-links.ts';
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
    <nav aria-label="Cohorts" className={styles.cohorts} onKeyDown={walkLinks}>
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
