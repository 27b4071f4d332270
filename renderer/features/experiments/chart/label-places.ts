/**
 * Places for labels beside their points: as near as can be, none over another, all inside.
 *
 * @param wanted Heights of the points in px, in any order.
 * @param gap Least distance of two labels in px.
 * @param limits Smallest and largest height; where they are too near, labels keep the gap from above.
 * @returns A height for each wanted one, in the same order.
 */
export function labelPlaces(
  wanted: readonly number[],
  gap: number,
  [top, bottom]: readonly [number, number],
): readonly number[] {
  const order = wanted.map((_, at) => at).sort((a, b) => wanted[a] - wanted[b]);
  const places = [...wanted];
  let free = top;
  for (const at of order) {
    places[at] = Math.max(wanted[at], free);
    free = places[at] + gap;
  }
  // What was pushed below the edge is pushed back up, and pushes those above it.
  let end = bottom;
  for (const at of order.toReversed()) {
    places[at] = Math.max(Math.min(places[at], end), top);
    end = places[at] - gap;
  }
  return places;
}
