import { Kbd } from './kbd.tsx';
import styles from './key-list.module.css';
import type { KeyBinding } from './keys.ts';

/** Keys under the headings of their groups, in the order of the table. */
export function KeyList({ keys }: { readonly keys: readonly KeyBinding[] }) {
  const groups = Map.groupBy(keys, (binding) => binding.group);
  return (
    <div className={styles.groups}>
      {[...groups].map(([group, bindings]) => (
        <section key={group} className={styles.group} aria-label={group}>
          <h3 className={styles.title}>{group}</h3>
          <dl className={styles.list}>
            {bindings.map(({ keys: name, what }) => (
              <div key={`${name} ${what}`} className={styles.line}>
                <dt>
                  <Kbd keys={name} />
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
