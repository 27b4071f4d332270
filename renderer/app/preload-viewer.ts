import { useEffect } from 'react';
import { preloadViewer } from '../features/correction/load-viewer.ts';

/**
 * Reads the viewer's code while nothing else is to be done, so that the first case does not wait
 * for it.
 *
 * @param wanted Whether the list is on the screen and the person may open a case from it.
 */
export function usePreloadedViewer(wanted: boolean): void {
  useEffect(() => {
    if (!wanted) return;
    // Safari knows no idle time; a second later the list has been drawn as well.
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(preloadViewer, 1000);
      return () => clearTimeout(timer);
    }
    const idle = window.requestIdleCallback(preloadViewer);
    return () => window.cancelIdleCallback(idle);
  }, [wanted]);
}
