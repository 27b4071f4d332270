import type { AxialView } from '../../viewer/axial-view.ts';
import type { Plane } from '../../viewer/plane.ts';
import { boxOf, toScreen } from './screen-map.ts';

/** Share of the view that the mask fills after zooming to it. */
const filled = 0.35;
/** Screen pixels a column from which on the view counts as zoomed in, relative to the fit. */
const zoomedIn = 1.5;

/** Zooms so that the mask of the shown slice can be corrected; from there, back to the whole slice. */
export function zoomToMask(view: AxialView, element: HTMLElement | null, plane: Plane): void {
  if (!element) return;
  const before = view.screenMap().perColumn;
  view.fit();
  const fitted = view.screenMap();
  const box = boxOf(view.labels, plane.columns);
  if (!box || before > fitted.perColumn * zoomedIn) return;
  const { clientWidth: width, clientHeight: height } = element;
  const centre = {
    column: (box.columns[0] + box.columns[1]) / 2,
    row: (box.rows[0] + box.rows[1]) / 2,
  };
  const size = Math.max(
    (box.columns[1] - box.columns[0] + 1) * fitted.perColumn,
    (box.rows[1] - box.rows[0] + 1) * fitted.perRow,
  );
  view.zoomBy((Math.min(width, height) * filled) / size, toScreen(fitted, centre));
  const [x, y] = toScreen(view.screenMap(), centre);
  view.panBy(width / 2 - x, height / 2 - y);
}
