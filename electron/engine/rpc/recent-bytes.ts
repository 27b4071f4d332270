/** Makes what a key stands for, or hands out what was made lately. */
export type RecentBytes = (key: string, make: () => Promise<Uint8Array>) => Promise<Uint8Array>;

/**
 * Keeps what was asked for last, up to a number of bytes; asking twice at once makes it once. What
 * fails is not kept.
 */
export function recentBytes(maxBytes: number): RecentBytes {
  /** In the order of their last use. */
  const known = new Map<string, { bytes: number; readonly made: Promise<Uint8Array> }>();

  const forgetOldest = (): void => {
    let total = [...known.values()].reduce((sum, { bytes }) => sum + bytes, 0);
    for (const [key, { bytes }] of known) {
      if (total <= maxBytes) return;
      total -= bytes;
      known.delete(key);
    }
  };

  return (key, make) => {
    const entry = known.get(key) ?? { bytes: 0, made: make() };
    const isNew = known.get(key) !== entry;
    known.delete(key);
    known.set(key, entry);
    if (isNew) {
      entry.made.then(
        ({ byteLength }) => {
          entry.bytes = byteLength;
          forgetOldest();
        },
        () => known.delete(key),
      );
    }
    return entry.made;
  };
}
