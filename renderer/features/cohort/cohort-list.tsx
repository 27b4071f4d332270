import type { Output } from '#contract/contract.ts';
import { IconLock } from '@tabler/icons-react';
import { dateTime } from '../../ui/format.ts';
import { LinkList } from '../../ui/link-list.tsx';
import { hashOf } from '../../ui/routes.ts';
import styles from './cohort-page.module.css';
import type { CohortPlace } from './cohort-page.tsx';

/** The cohorts of the library. */
export function CohortList({
  cohorts,
  place,
  currentId,
}: {
  readonly cohorts: Output<'cohorts.list'>;
  readonly place: CohortPlace;
  readonly currentId: string | null;
}) {
  const links = cohorts.map(({ id, name, createdAt, locked, included }) => ({
    href: hashOf({ ...place, cohortId: id }),
    ...{ name, title: `${name}, begun ${dateTime(createdAt)}` },
    facts: `${included} included · ${dateTime(createdAt).slice(0, 10)}`,
    current: id === currentId,
    mark: locked && (
      <IconLock className={styles.lock} size={14} stroke={1.75} aria-label="locked" role="img" />
    ),
  }));
  return <LinkList label="Cohorts" links={links} />;
}
