import { useStore } from 'zustand';
import type { Engine } from '../api/engine.ts';
import { EngineProvider, useEngine } from '../api/engine-context.tsx';
import { LibraryFeedProvider } from '../api/library-feed.tsx';
import { StartScreen } from '../features/start/start-screen.tsx';
import { ThemeProvider } from '../ui/theme-provider.tsx';
import styles from './app.module.css';
import { EngineBanner } from './engine-banner.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Frame } from './frame.tsx';

export function App({ engine }: { readonly engine: Engine }) {
  return (
    <ThemeProvider>
      <ErrorBoundary>
        <EngineProvider engine={engine}>
          <LibraryFeedProvider>
            <div className={styles.window}>
              <EngineBanner />
              <div className={styles.screen}>
                <Screen />
              </div>
            </div>
          </LibraryFeedProvider>
        </EngineProvider>
      </ErrorBoundary>
    </ThemeProvider>
  );
}

function Screen() {
  const signIn = useStore(useEngine().signIn);
  switch (signIn.status) {
    case 'unknown':
      return (
        <p role="status" className={styles.connecting}>
          Connecting to the engine…
        </p>
      );
    case 'signed-out':
      return <StartScreen />;
    case 'signed-in':
      // Another person starts with a fresh frame: nothing that the last one saw stays on screen.
      return <Frame key={signIn.person.id} person={signIn.person} />;
  }
}
