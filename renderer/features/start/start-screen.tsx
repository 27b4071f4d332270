import { useQuery } from '../../api/use-query.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { SignInPanel } from './sign-in-panel.tsx';
import styles from './start-screen.module.css';
import { WelcomePanel } from './welcome-panel.tsx';

/** What a window shows before anybody signed in. */
export function StartScreen() {
  const { query, reload } = useQuery('session.welcome', {}, { topics: ['people'] });
  return (
    <main className={styles.screen}>
      <div className={styles.column}>
        <header className={styles.header}>
          <h1 className={styles.name}>Nodewise</h1>
          <p className={styles.what}>
            A workstation for lung cancer research: from CT to corrected mask, features and risk.
          </p>
        </header>
        {query.status === 'loading' && (
          <SkeletonRows rows={2} height={150} label="Opening the library" />
        )}
        {query.status === 'failed' && <ErrorNote error={query.error} retry={reload} />}
        {query.status === 'ready' &&
          (query.value.people.length === 0 ? (
            <WelcomePanel />
          ) : (
            <SignInPanel library={query.value.library} people={query.value.people} />
          ))}
        <p className={styles.research}>
          Research use only. Not a medical device; not for decisions about patients.
        </p>
      </div>
    </main>
  );
}
