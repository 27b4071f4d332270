import type { Geometry } from '#contract/geometry.ts';
import { token } from '../../ui/theme.ts';
import { outline } from '../../viewer/outline.ts';
import type { SlicePart } from './saliency-picture.ts';
import type { SliceHu } from './slice-data.ts';
import { sliceOrientation, windowed } from './slice-picture.ts';

/** The whole slice, or a square of 100 mm around the tumour. */
export type SliceView = 'whole' | 'tumour';

interface SliceDrawing {
  readonly hu: SliceHu;
  readonly mask: Uint8Array | null;
  /** Lies over the CT and under the outline; its opacity is 0 to 1. */
  readonly overlay: { readonly part: SlicePart; readonly opacity: number } | null;
  readonly geometry: Geometry;
  readonly view: SliceView;
  /** Centre of the tumour, voxels (i, j). */
  readonly centre: readonly [number, number];
}

/** Side of the square around the tumour, mm. */
const tumourFieldMm = 100;
/** Width of the outline, CSS px, and of the dark line that keeps it readable on every colour. */
const outlinePx = 1.5;
const casingPx = 3.5;

/** Draws a slice with the tumour's outline, filling the canvas's box; voxels keep their shape. */
export function drawSlice(canvas: HTMLCanvasElement, drawing: SliceDrawing): void {
  const { hu, mask, overlay, geometry } = drawing;
  const [nx] = geometry.dimensions;
  const ratio = window.devicePixelRatio;
  canvas.width = Math.round(canvas.clientWidth * ratio);
  canvas.height = Math.round(canvas.clientHeight * ratio);
  const context = canvas.getContext('2d');
  if (!context) return;

  context.fillStyle = token('viewport-black');
  context.fillRect(0, 0, canvas.width, canvas.height);
  const scale = toCanvas(context, canvas, drawing);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture(windowed(hu), nx), 0, 0);
  if (overlay) {
    const { at, rgba, columns } = overlay.part;
    context.globalAlpha = overlay.opacity;
    context.drawImage(picture(rgba, columns), ...at);
    context.globalAlpha = 1;
  }
  if (!mask) return;

  // A fill would mix its colour into the overlay's.
  if (!overlay) {
    context.fillStyle = token('mask-fill');
    for (let i = 0; i < mask.length; i++)
      if (mask[i] !== 0) context.fillRect(i % nx, Math.floor(i / nx), 1, 1);
  }
  const edges = new Path2D();
  for (const [x0, y0, x1, y1] of outline(mask, nx)) {
    edges.moveTo(x0, y0);
    edges.lineTo(x1, y1);
  }
  const lines = [[outlinePx, 'mask']] as const;
  const cased = [[casingPx, 'viewport-black'], ...lines] as const;
  context.lineCap = 'round';
  for (const [width, colour] of overlay ? cased : lines) {
    context.lineWidth = (width * ratio) / scale;
    context.strokeStyle = token(colour);
    context.stroke(edges);
  }
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

function picture(rgba: Uint8ClampedArray<ArrayBuffer>, columns: number): OffscreenCanvas {
  const image = new ImageData(rgba, columns);
  const canvas = new OffscreenCanvas(image.width, image.height);
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  return canvas;
}
