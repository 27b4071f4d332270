import {
  Enums,
  RenderingEngine,
  cache,
  imageLoader,
  init as initCore,
  metaData,
  utilities,
  type StackViewport,
} from '@cornerstonejs/core';
import { Enums as ToolEnums, init as initTools, segmentation } from '@cornerstonejs/tools';
import type { Plane } from './plane.ts';
import { label } from './slice-pixels.ts';
import { windowRange, type WindowLevel } from './window-level.ts';

export type Rgb = readonly [red: number, green: number, blue: number];

/** Colours of the overlay's labels, 0 to 255. */
export interface OverlayColours {
  readonly mask: Rgb;
  readonly added: Rgb;
  readonly removed: Rgb;
}

export interface OverlayLook {
  readonly visible: boolean;
  /** Opacity of the fill, 0 to 1; the outline is always opaque. */
  readonly opacity: number;
}

/** Where the slice lies on the screen: CSS pixels of the view's element. */
export interface ScreenMap {
  /** Position of the centre of column 0, row 0. */
  readonly left: number;
  readonly top: number;
  readonly perColumn: number;
  readonly perRow: number;
}

/**
 * One slice and its overlay, drawn by Cornerstone. The caller writes pixels into `ct` and
 * `labels` (rows × columns, in screen order) and asks for a drawing; so a case of any size costs
 * the graphics card two textures, and a slice can be shown before the others have come.
 */
export interface AxialView {
  readonly ct: Int16Array;
  readonly labels: Uint8Array;
  readonly drawSlice: () => void;
  readonly drawLabels: () => void;
  readonly setLook: (look: OverlayLook) => void;
  readonly screenMap: () => ScreenMap;
  /** Screen pixels per slice pixel. */
  readonly zoomBy: (factor: number, at: readonly [x: number, y: number]) => void;
  readonly panBy: (x: number, y: number) => void;
  readonly fit: () => void;
  readonly dispose: () => void;
}

export interface AxialViewOptions {
  readonly plane: Plane;
  readonly window: WindowLevel;
  readonly colours: OverlayColours;
  /** Fills the first picture, so that no blank one is drawn before it. */
  readonly fill: (ct: Int16Array) => void;
  /** Called after each change of zoom, pan or size. */
  readonly onMove: () => void;
  /** Called after each frame that reached the screen. */
  readonly onDrawn: () => void;
}

/** CSS pixels of the mask's outline. */
const outlinePx = 1.5;
const zoomLimits = { least: 0.25, most: 40 };
let created = 0;

/** Opens a Cornerstone viewport in an element and keeps its size. */
export async function createAxialView(
  element: HTMLDivElement,
  options: AxialViewOptions,
): Promise<AxialView> {
  prepareAxialViews();
  const { plane } = options;
  const name = `nodewise-${++created}`;
  const images = addImages(plane, name, options.window);
  options.fill(images.ct.getPixelData() as Int16Array);
  const renderer = new RenderingEngine(name);
  renderer.enableElement({
    viewportId: name,
    type: Enums.ViewportType.STACK,
    element,
    defaultOptions: { background: [0, 0, 0] },
  });
  const viewport = renderer.getViewport<StackViewport>(name);
  element.addEventListener(Enums.Events.CAMERA_MODIFIED, options.onMove);
  element.addEventListener(Enums.Events.IMAGE_RENDERED, options.onDrawn);
  await viewport.setStack([images.ct.imageId]);
  viewport.setProperties({ voiRange: windowRange(options.window) });
  addOverlay(name, images.labels.imageId, options.colours);

  const resize = new ResizeObserver(() => {
    if (element.clientWidth === 0 || element.clientHeight === 0) return;
    renderer.resize(true, true);
    options.onMove();
  });
  resize.observe(element);

  const setZoom = (factor: number, [x, y]: readonly [number, number]) => {
    const zoom = Math.min(zoomLimits.most, Math.max(zoomLimits.least, viewport.getZoom() * factor));
    const under = viewport.canvasToWorld([x, y]);
    viewport.setZoom(zoom);
    const [movedX, movedY] = viewport.worldToCanvas(under);
    const [panX, panY] = viewport.getPan();
    viewport.setPan([panX + x - movedX, panY + y - movedY]);
    viewport.render();
  };

  return {
    ct: images.ct.getPixelData() as Int16Array,
    labels: images.labels.getPixelData() as Uint8Array,
    drawSlice: () => {
      const data = viewport.getImageData()?.imageData;
      // Cornerstone draws a copy of the pixels; this is its own way to renew the copy.
      if (data && 'modified' in data) {
        utilities.updateVTKImageDataWithCornerstoneImage(data, images.ct);
      }
      viewport.render();
    },
    drawLabels: () => segmentation.triggerSegmentationEvents.triggerSegmentationDataModified(name),
    setLook: (look) => setLook(name, look),
    screenMap: () => screenMap(viewport, plane),
    zoomBy: setZoom,
    panBy: (x, y) => {
      const [panX, panY] = viewport.getPan();
      viewport.setPan([panX + x, panY + y]);
      viewport.render();
    },
    fit: () => {
      viewport.resetCamera();
      viewport.render();
    },
    dispose: () => {
      resize.disconnect();
      element.removeEventListener(Enums.Events.CAMERA_MODIFIED, options.onMove);
      element.removeEventListener(Enums.Events.IMAGE_RENDERED, options.onDrawn);
      segmentation.removeSegmentation(name);
      renderer.destroy();
      for (const image of [images.ct, images.labels]) cache.removeImageLoadObject(image.imageId);
    },
  };
}

let prepared = false;

/** Starts Cornerstone once; every view does it, and doing it earlier makes the first one quick. */
export function prepareAxialViews(): void {
  if (prepared) return;
  // One view needs one context; the default prepares seven.
  initCore({ rendering: { webGlContextCount: 1 }, debug: {} });
  initTools();
  metaData.addProvider(
    (type: string, imageId: string) =>
      type === 'generalSeriesModule' && imageId.startsWith('nodewise:')
        ? { modality: imageId.endsWith('labels') ? 'SEG' : 'CT' }
        : undefined,
    10_000,
  );
  prepared = true;
}

/** The two pictures of the view, both in a frame of their own: x to the right, y down, mm. */
function addImages(plane: Plane, name: string, window: WindowLevel) {
  const frame = {
    dimensions: [plane.columns, plane.rows] as [number, number],
    spacing: [plane.columnMm, plane.rowMm] as [number, number],
    origin: [0, 0, 0] as [number, number, number],
    direction: new Float32Array([1, 0, 0, 0, 1, 0, 0, 0, 1]),
    frameOfReferenceUID: name,
  };
  const pixels = plane.columns * plane.rows;
  const ct = imageLoader.createAndCacheLocalImage(`nodewise:${name}:ct`, {
    ...frame,
    scalarData: new Int16Array(pixels),
    targetBuffer: { type: 'Int16Array' },
  });
  // Without a window Cornerstone takes one from the pixels, and the range of a blank image is empty.
  ct.windowCenter = window.level;
  ct.windowWidth = window.width;
  ct.voiLUTFunction = Enums.VOILUTFunctionType.LINEAR;
  const labels = imageLoader.createAndCacheLocalImage(`nodewise:${name}:labels`, {
    ...frame,
    scalarData: new Uint8Array(pixels),
    targetBuffer: { type: 'Uint8Array' },
    referencedImageId: ct.imageId,
  });
  return { ct, labels };
}

function addOverlay(name: string, imageId: string, colours: OverlayColours): void {
  const { Labelmap } = ToolEnums.SegmentationRepresentations;
  segmentation.addSegmentations([
    {
      segmentationId: name,
      representation: { type: Labelmap, data: { imageIds: [imageId] } },
      config: {
        segments: {
          [label.mask]: { label: 'mask', active: true },
          [label.added]: { label: 'added' },
          [label.removed]: { label: 'removed' },
        },
      },
    },
  ]);
  segmentation.addSegmentationRepresentations(name, [{ segmentationId: name, type: Labelmap }]);
  segmentation.activeSegmentation.setActiveSegmentation(name, name);
  const colour = (index: number, [red, green, blue]: Rgb) =>
    segmentation.config.color.setSegmentIndexColor(name, name, index, [red, green, blue, 255]);
  colour(label.mask, colours.mask);
  colour(label.added, colours.added);
  colour(label.removed, colours.removed);
}

function setLook(name: string, { visible, opacity }: OverlayLook): void {
  const { Labelmap } = ToolEnums.SegmentationRepresentations;
  segmentation.segmentationStyle.setStyle(
    { type: Labelmap, segmentationId: name },
    {
      renderFill: true,
      fillAlpha: opacity,
      renderOutline: true,
      outlineWidth: outlinePx,
      outlineOpacity: 1,
      activeSegmentOutlineWidthDelta: 0,
    },
  );
  segmentation.config.visibility.setSegmentationRepresentationVisibility(
    name,
    { segmentationId: name, type: Labelmap },
    visible,
  );
}

function screenMap(viewport: StackViewport, plane: Plane): ScreenMap {
  const [left, top] = viewport.worldToCanvas([0, 0, 0]);
  const [right, bottom] = viewport.worldToCanvas([
    (plane.columns - 1) * plane.columnMm,
    (plane.rows - 1) * plane.rowMm,
    0,
  ]);
  return {
    left,
    top,
    perColumn: (right - left) / Math.max(1, plane.columns - 1),
    perRow: (bottom - top) / Math.max(1, plane.rows - 1),
  };
}
