import { DemoCard } from './demo-card.tsx';
import { FirstPersonCard } from './first-person-card.tsx';
import styles from './start-screen.module.css';

/** The two ways into an empty library. */
export function WelcomePanel() {
  return (
    <div className={styles.cards}>
      <DemoCard />
      <FirstPersonCard />
    </div>
  );
}
