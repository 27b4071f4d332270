import { token } from '../../ui/theme.ts';
import { outline } from '../../viewer/outline.ts';
import type { PlanePoint } from '../../viewer/plane.ts';
import { ctPixels, responsePixels, sliceVoxels, type ResponseView } from './response-slice.ts';

/** How a slice lies on the canvas: the box's middle in its middle, as large as it fits. */
export interface Placement {
  /** Place of the corner of column 0, row 0. */
  readonly left: number;
  readonly top: number;
  /** Size of a voxel. */
  readonly perColumn: number;
  readonly perRow: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Voxels keep their shape in mm; lengths are in the unit of the canvas's size. */
export function placement({ plane }: Pick<ResponseView, 'plane'>, canvas: Size): Placement {
  const { columns, rows, columnMm, rowMm } = plane;
  const perMm = Math.min(canvas.width / (columns * columnMm), canvas.height / (rows * rowMm));
  const [perColumn, perRow] = [perMm * columnMm, perMm * rowMm];
  return {
    left: (canvas.width - columns * perColumn) / 2,
    top: (canvas.height - rows * perRow) / 2,
    perColumn,
    perRow,
  };
}

/** The voxel under a place of the canvas, or null beside the slice. */
export function voxelAt(
  { plane }: Pick<ResponseView, 'plane'>,
  { left, top, perColumn, perRow }: Placement,
  [x, y]: readonly [number, number],
): Omit<PlanePoint, 'slice'> | null {
  const column = Math.floor((x - left) / perColumn);
  const row = Math.floor((y - top) / perRow);
  const inside = column >= 0 && column < plane.columns && row >= 0 && row < plane.rows;
  return inside ? { column, row } : null;
}

interface Drawing {
  readonly view: ResponseView;
  readonly slice: number;
  /** Of the response over the CT, 0 to 1. */
  readonly opacity: number;
}

/** Width of the outline, CSS px, and of the dark line that keeps it readable on every colour. */
const outlinePx = 1.5;
const casingPx = 3.5;

/** Draws CT, response and outline, filling the canvas's box. */
export function drawResponse(canvas: HTMLCanvasElement, { view, slice, opacity }: Drawing): void {
  const ratio = window.devicePixelRatio;
  canvas.width = Math.round(canvas.clientWidth * ratio);
  canvas.height = Math.round(canvas.clientHeight * ratio);
  const context = canvas.getContext('2d');
  if (!context) return;
  context.fillStyle = token('viewport-black');
  context.fillRect(0, 0, canvas.width, canvas.height);

  const { plane, image, mask } = view;
  const voxels = sliceVoxels(plane, slice);
  const { left, top, perColumn, perRow } = placement(view, canvas);
  const draw = (rgba: Uint8ClampedArray<ArrayBuffer>): void => {
    const picture = new OffscreenCanvas(plane.columns, plane.rows);
    picture.getContext('2d')?.putImageData(new ImageData(rgba, plane.columns), 0, 0);
    context.drawImage(picture, left, top, plane.columns * perColumn, plane.rows * perRow);
  };
  context.imageSmoothingQuality = 'high';
  draw(ctPixels(image.ct, voxels));
  if (opacity > 0) {
    context.globalAlpha = opacity;
    draw(responsePixels(view, voxels));
    context.globalAlpha = 1;
  }

  const edges = new Path2D();
  const inSlice = Uint8Array.from(voxels, (voxel) => mask[voxel]);
  for (const [x0, y0, x1, y1] of outline(inSlice, plane.columns)) {
    edges.moveTo(left + x0 * perColumn, top + y0 * perRow);
    edges.lineTo(left + x1 * perColumn, top + y1 * perRow);
  }
  context.lineCap = 'round';
  for (const [width, colour] of [
    [casingPx, 'viewport-black'],
    [outlinePx, 'mask'],
  ] as const) {
    context.lineWidth = width * ratio;
    context.strokeStyle = token(colour);
    context.stroke(edges);
  }
}
