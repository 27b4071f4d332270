import type { AxialView } from '../../viewer/axial-view.ts';
import type { Plane } from '../../viewer/plane.ts';
import type { Aim, Spot } from './desk-state.ts';
import { boxOf, toScreen } from './screen-map.ts';

export interface Aimed {
  readonly view: AxialView;
  readonly plane: Plane;
  readonly element: HTMLElement;
}

/** Share of the view that a large mask fills after zooming to it. */
const filled = 0.5;
/** Least width of what is seen, mm: a small tumour needs its surroundings to be judged. */
const leastSeenMm = 90;
/** The view counts as zoomed in from this multiple of the fit on. */
const zoomedIn = 1.5;
/** A spot within this share of the view's size from its middle is left where it is. */
const central = 0.42;

/** Brings what was asked for into view. */
export function aimView(aimed: Aimed, aim: Aim): void {
  switch (aim.kind) {
    case 'mask':
      return zoomToMask(aimed);
    case 'spot':
      return centreOn(aimed, aim.spot);
  }
}

/** Zooms to the mask of the shown slice; from there, back to the whole slice. */
function zoomToMask(aimed: Aimed): void {
  const { view, plane, element } = aimed;
  const before = view.screenMap().perColumn;
  view.fit();
  const fitted = view.screenMap();
  const box = boxOf(view.labels, plane.columns);
  if (!box || before > fitted.perColumn * zoomedIn) return;
  const seen = Math.min(element.clientWidth, element.clientHeight);
  const centre = {
    column: (box.columns[0] + box.columns[1]) / 2,
    row: (box.rows[0] + box.rows[1]) / 2,
  };
  const sizePx = Math.max(
    (box.columns[1] - box.columns[0] + 1) * fitted.perColumn,
    (box.rows[1] - box.rows[0] + 1) * fitted.perRow,
  );
  const leastPx = (leastSeenMm / plane.columnMm) * fitted.perColumn;
  view.zoomBy(Math.max(1, Math.min((seen * filled) / sizePx, seen / leastPx)), [0, 0]);
  moveToMiddle(aimed, centre);
}

/** Moves a spot to the middle unless it lies near it. */
function centreOn(aimed: Aimed, spot: Spot): void {
  const { clientWidth: width, clientHeight: height } = aimed.element;
  const [x, y] = toScreen(aimed.view.screenMap(), spot);
  const near =
    Math.abs(x - width / 2) < width * central && Math.abs(y - height / 2) < height * central;
  if (!near) moveToMiddle(aimed, spot);
}

function moveToMiddle({ view, element }: Aimed, spot: Spot): void {
  const [x, y] = toScreen(view.screenMap(), spot);
  view.panBy(element.clientWidth / 2 - x, element.clientHeight / 2 - y);
}
