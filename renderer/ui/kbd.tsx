import styles from './kbd.module.css';

/** Keys that carry a sign rather than their name. */
const signs: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  ' ': 'Space',
  Escape: 'Esc',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
};

/** A key, or several pressed together, as they are named on the key sheet. */
export function Kbd({ keys }: { readonly keys: string }) {
  const parts = keys === '+' ? ['+'] : keys.split('+').map((part) => part || '+');
  return (
    <span className={styles.keys}>
      {parts.map((part, i) => (
        <kbd key={i} className={styles.key}>
          {signs[part] ?? (parts.length > 1 && part.length === 1 ? part.toUpperCase() : part)}
        </kbd>
      ))}
    </span>
  );
}
