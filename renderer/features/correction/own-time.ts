import { flushSync } from 'react-dom';

/**
 * Actions whose own cost is measured, React's work included, the rasteriser's not. Opening leaves
 * `nodewise:first-slice` (pixels handed to the rasteriser) and `nodewise:first-image` (drawn).
 */
export type Measured = 'nodewise:slice-step' | 'nodewise:brush-move';

/** Old entries are dropped so that hours of work do not fill the timeline. */
const keptMeasures = 1000;
const counts = new Map<Measured, number>();

/** Runs an action to its end, rendering included, and leaves a `performance` measure of it. */
export function measured(name: Measured, action: () => void): void {
  const start = performance.now();
  flushSync(action);
  performance.measure(name, { start, end: performance.now() });
  const count = (counts.get(name) ?? 0) + 1;
  counts.set(name, count % keptMeasures);
  if (count === keptMeasures) performance.clearMeasures(name);
}
