import { useStore } from 'zustand';
import { dateTime, volumeMm3 } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';
import type { DeskSession } from './desk-session.ts';
import styles from './proposal-list.module.css';

/** Stored versions that this person may see; choosing one shows it as a preview. */
export function VersionList({ session }: { readonly session: DeskSession }) {
  const { masks } = session.parts.detail;
  const busy = useStore(session.store, (s) => s.work !== null);
  if (masks.length === 0) return null;
  return (
    <Section title="Versions">
      <ul className={styles.list}>
        {masks.map(({ id, version, author, createdAt, volumeMm3: volume }) => (
          <li key={id}>
            <button
              type="button"
              className={styles.entry}
              disabled={busy}
              title={`Stored ${dateTime(createdAt)} by ${author}: show it as a preview`}
              onClick={() =>
                void session.offers.operate(`version ${version}`, {
                  kind: 'use-version',
                  maskId: id,
                })
              }
            >
              <span className={styles.rank}>{version}</span>
              <span className={styles.name}>{author}</span>
              <span>{volumeMm3(volume)} mm³</span>
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
