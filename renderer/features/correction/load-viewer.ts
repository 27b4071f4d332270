/** The view with Cornerstone below it: megabytes that only an opened case needs. */
export function loadViewer() {
  return import('../../viewer/axial-view.ts');
}

/** Loads it ahead of time. Whatever fails here is told by the case that needs it. */
export function preloadViewer(): void {
  loadViewer().then(
    ({ prepareAxialViews }) => prepareAxialViews(),
    () => undefined,
  );
}
