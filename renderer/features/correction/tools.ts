/** What the left mouse button does. */
export type ToolId = 'brush' | 'eraser' | 'threshold' | 'segment';

export interface Tool {
  readonly id: ToolId;
  readonly name: string;
  readonly key: string;
  readonly hint: string;
}

export const tools: readonly Tool[] = [
  { id: 'brush', name: 'Brush', key: 'b', hint: 'Paints; hold Ctrl to erase' },
  { id: 'eraser', name: 'Eraser', key: 'e', hint: 'Erases; hold Ctrl to paint' },
  {
    id: 'threshold',
    name: 'Threshold brush',
    key: 't',
    hint: 'Paints only voxels inside the HU range; hold Ctrl to erase them',
  },
  {
    id: 'segment',
    name: 'Click segment',
    key: 'c',
    hint: 'Click the tumour, or draw one stroke across it',
  },
];

/** A range of HU in which tools may change voxels. */
export interface HuRange {
  /** Whether it holds for every tool; the threshold brush always keeps to it. */
  readonly on: boolean;
  readonly low: number;
  readonly high: number;
}

/** Brush radius in mm: steps of a quarter, between half a thin voxel and a large tumour. */
export const brushLimits = { least: 0.5, most: 40, factor: 1.25 } as const;

/** The next larger (+1) or smaller (-1) brush radius in mm. */
export function nextRadius(radiusMm: number, direction: 1 | -1): number {
  const next = radiusMm * brushLimits.factor ** direction;
  return clampRadius(Math.round(next * 10) / 10);
}

export function clampRadius(radiusMm: number): number {
  return Math.min(brushLimits.most, Math.max(brushLimits.least, radiusMm));
}

/** Whether a stroke of the tool paints or erases; null for a tool without strokes. */
export function strokeValue(tool: ToolId, inverted: boolean): 0 | 1 | null {
  switch (tool) {
    case 'brush':
    case 'threshold':
      return inverted ? 0 : 1;
    case 'eraser':
      return inverted ? 1 : 0;
    case 'segment':
      return null;
  }
}
