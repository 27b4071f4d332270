import type { MaskVersion } from '#contract/procedures/cases.ts';
import { dateTime, fixed, volumeMm3 } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';
import styles from './worklist.module.css';

/** Stored masks, newest first. None is ever changed: a correction is a new version. */
export function MaskVersions({ masks }: { readonly masks: readonly MaskVersion[] }) {
  return (
    <Section title="Mask versions">
      {masks.length === 0 ? (
        <p className={styles.quiet}>No mask is stored yet. Open the correction to make one.</p>
      ) : (
        <table className={styles.versions}>
          <thead>
            <tr>
              <th>Version</th>
              <th>By</th>
              <th className={styles.number}>Volume, mm³</th>
              <th className={styles.number}>Long axis, mm</th>
              <th>Stored</th>
            </tr>
          </thead>
          <tbody>
            {masks.map((mask) => (
              <tr key={mask.id}>
                <td>{mask.version}</td>
                <td>{mask.author}</td>
                <td className={styles.number}>{volumeMm3(mask.volumeMm3)}</td>
                <td className={styles.number}>{fixed(mask.longAxisMm, 1)}</td>
                <td>{dateTime(mask.createdAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
