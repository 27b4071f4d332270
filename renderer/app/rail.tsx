import { Tooltip } from '@mantine/core';
import { entranceOf, hashOf, type Route } from '../ui/routes.ts';
import styles from './frame.module.css';
import { usePlace } from './place.ts';
import type { Station } from './stations.tsx';

/** The stations, named on hover and to screen readers; those of a case open the last one. */
export function Rail({
  stations,
  current,
}: {
  readonly stations: readonly Station[];
  readonly current: Route['station'];
}) {
  const { lastCaseId } = usePlace();
  return (
    <nav className={styles.rail} aria-label="Stations">
      {stations.map(({ id, name, icon: Icon }) => (
        <Tooltip key={id} label={name} position="right">
          <a
            className={styles.station}
            href={hashOf(entranceOf(id, lastCaseId))}
            aria-label={name}
            {...(id === current && { 'aria-current': 'page' as const })}
          >
            <Icon size={22} stroke={1.5} aria-hidden />
          </a>
        </Tooltip>
      ))}
    </nav>
  );
}
