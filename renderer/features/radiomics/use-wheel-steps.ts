import { useEffect, useRef, type RefObject } from 'react';

/** Pixels of wheel for one slice, so that a touchpad does not run away. */
const stepPx = 50;

/** Calls back for every notch of the wheel over an element: 1 is towards the person. */
export function useWheelSteps(
  element: RefObject<HTMLElement | null>,
  onSteps: (steps: 1 | -1) => void,
): void {
  const newest = useRef(onSteps);
  useEffect(() => {
    newest.current = onSteps;
  });
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    let travel = 0;
    const onWheel = (event: WheelEvent) => {
      // With Ctrl the wheel is the page's zoom.
      if (event.ctrlKey) return;
      event.preventDefault();
      travel += event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : stepPx);
      if (Math.abs(travel) < stepPx) return;
      newest.current(travel > 0 ? 1 : -1);
      travel = 0;
    };
    // React listens passively to the wheel, which could not keep the panel from scrolling.
    target.addEventListener('wheel', onWheel, { passive: false });
    return () => target.removeEventListener('wheel', onWheel);
  }, [element]);
}
