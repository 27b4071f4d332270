import styles from './kbd.module.css';

/** A key, or several pressed together, as they are named on the key sheet. */
export function Kbd({ keys }: { readonly keys: string }) {
  const parts = keys === '+' ? ['+'] : keys.split('+').map((part) => part || '+');
  return (
    <span className={styles.keys}>
      {parts.map((part, i) => (
        <kbd key={i} className={styles.key}>
          {part}
        </kbd>
      ))}
    </span>
  );
}
