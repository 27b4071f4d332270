/** The view with Cornerstone below it: megabytes that only an opened case needs. */
export function loadViewer() {
  return import('../../viewer/axial-view.ts');
}
