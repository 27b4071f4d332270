/** The most recently used values, at most `limit` of them; building one is shared while it runs. */
export interface LeastRecentlyUsed<V> {
  /** The value of a key, built when it is not held. */
  get(key: string, build: () => Promise<V>): Promise<V>;
  drop(key: string): void;
}

export function leastRecentlyUsed<V>(limit: number): LeastRecentlyUsed<V> {
  const held = new Map<string, Promise<V>>();
  return {
    get: (key, build) => {
      const value = held.get(key) ?? build();
      held.delete(key);
      held.set(key, value);
      // A failed build must not be remembered, nor forget one that replaced it.
      value.catch(() => held.get(key) === value && held.delete(key));
      for (const [oldest] of held) {
        if (held.size <= limit) break;
        held.delete(oldest);
      }
      return value;
    },
    drop: (key) => void held.delete(key),
  };
}
