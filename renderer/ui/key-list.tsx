import { Kbd } from './kbd.tsx';
import styles from './key-list.module.css';
import type { KeyBinding } from './keys.ts';

/** Keys under the headings of their groups; several keys of one thing share its line. */
export function KeyList({ keys }: { readonly keys: readonly KeyBinding[] }) {
  const groups = Map.groupBy(keys, (binding) => binding.group);
  return (
    <div className={styles.groups}>
      {[...groups].map(([group, bindings]) => (
        <section key={group} className={styles.group} aria-label={group}>
          <h3 className={styles.title}>{group}</h3>
          <dl className={styles.list}>
            {[...Map.groupBy(bindings, (binding) => binding.what)].map(([what, same]) => (
              <div key={what} className={styles.line}>
                <dt>
                  {same.map(({ keys: name }) => (
                    <Kbd key={name} keys={name} />
                  ))}
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
