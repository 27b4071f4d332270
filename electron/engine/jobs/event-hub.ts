/** Fan-out of events to any number of followers. */
export interface EventHub<T> {
  publish(event: T): void;
  /** Events from now on, until the signal ends it. */
  follow(signal: AbortSignal): AsyncGenerator<T, void>;
}

/**
 * A hub in which a newer event of a key replaces one that a slow follower has not taken yet, so
 * that a stalled window costs one entry a key and not a growing list.
 */
export function eventHub<T>(keyOf: (event: T) => string): EventHub<T> {
  const followers = new Set<(event: T) => void>();
  return {
    publish: (event) => {
      for (const take of followers) take(event);
    },
    follow: (signal) => {
      const waiting = new Map<string, T>();
      let wake: (() => void) | undefined;
      const take = (event: T): void => {
        waiting.delete(keyOf(event));
        waiting.set(keyOf(event), event);
        wake?.();
      };
      // Subscribed at once, not at the first read: nothing between the two may be missed.
      followers.add(take);
      const end = (): void => {
        followers.delete(take);
        wake?.();
      };
      signal.addEventListener('abort', end, { once: true });
      if (signal.aborted) end();
      return drain();

      async function* drain(): AsyncGenerator<T, void> {
        try {
          while (!signal.aborted) {
            const [first] = waiting;
            if (first) {
              waiting.delete(first[0]);
              yield first[1];
            } else {
              await new Promise<void>((resolve) => (wake = resolve));
            }
          }
        } finally {
          end();
          signal.removeEventListener('abort', end);
        }
      }
    },
  };
}
