import type { Geometry } from '#contract/geometry.ts';
import { token } from '../../ui/theme.ts';
import { outline } from '../../viewer/outline.ts';
import type { SliceHu } from './slice-data.ts';
import { sliceOrientation, windowed } from './slice-picture.ts';

/** The whole slice, or a square of 100 mm around the tumour. */
export type SliceView = 'whole' | 'tumour';

interface SliceDrawing {
  readonly hu: SliceHu;
  readonly mask: Uint8Array | null;
  readonly geometry: Geometry;
  readonly view: SliceView;
  /** Centre of the tumour, voxels (i, j). */
  readonly centre: readonly [number, number];
}

/** Side of the square around the tumour, mm. */
const tumourFieldMm = 100;
/** Width of the outline, CSS px. */
const outlinePx = 1.5;

/** Draws a slice with the tumour's outline, filling the canvas's box; voxels keep their shape. */
export function drawSlice(canvas: HTMLCanvasElement, drawing: SliceDrawing): void {
  const { hu, mask, geometry } = drawing;
  const [nx, ny] = geometry.dimensions;
  const ratio = window.devicePixelRatio;
  canvas.width = Math.round(canvas.clientWidth * ratio);
  canvas.height = Math.round(canvas.clientHeight * ratio);
  const context = canvas.getContext('2d');
  if (!context) return;

  context.fillStyle = token('viewport-black');
  context.fillRect(0, 0, canvas.width, canvas.height);
  const scale = toCanvas(context, canvas, drawing);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture(hu, nx, ny), 0, 0);
  if (!mask) return;

  context.fillStyle = token('mask-fill');
  for (let i = 0; i < mask.length; i++)
    if (mask[i] !== 0) context.fillRect(i % nx, Math.floor(i / nx), 1, 1);
  context.strokeStyle = token('mask');
  context.lineWidth = (outlinePx * ratio) / scale;
  context.beginPath();
  for (const [x0, y0, x1, y1] of outline(mask, nx)) {
    context.moveTo(x0, y0);
    context.lineTo(x1, y1);
  }
  context.stroke();
}

/** Makes voxel corners the unit of the context; answers device pixels a voxel across. */
function toCanvas(
  context: CanvasRenderingContext2D,
  canvas: HTMLCanvasElement,
  { geometry, view, centre }: SliceDrawing,
): number {
  const [nx, ny] = geometry.dimensions;
  const [dx, dy] = geometry.spacingMm;
  const { flipX, flipY } = sliceOrientation(geometry.direction);
  const fieldX = view === 'whole' ? nx * dx : tumourFieldMm;
  const fieldY = view === 'whole' ? ny * dy : tumourFieldMm;
  const pixelsPerMm = Math.min(canvas.width / fieldX, canvas.height / fieldY);
  const middle = view === 'whole' ? [nx / 2, ny / 2] : [centre[0] + 0.5, centre[1] + 0.5];
  context.translate(canvas.width / 2, canvas.height / 2);
  context.scale((flipX ? -1 : 1) * dx * pixelsPerMm, (flipY ? -1 : 1) * dy * pixelsPerMm);
  context.translate(-middle[0], -middle[1]);
  return dx * pixelsPerMm;
}

function picture(hu: SliceHu, nx: number, ny: number): OffscreenCanvas {
  const image = new OffscreenCanvas(nx, ny);
  image.getContext('2d')?.putImageData(new ImageData(windowed(hu), nx, ny), 0, 0);
  return image;
}
