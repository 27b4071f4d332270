import type { Field } from 'vega-lite/types_unstable/channeldef.js';
import type { LayerSpec } from 'vega-lite/types_unstable/spec/index.js';
import { seriesLayers, type Point, type Series } from './series-layers.ts';
import { brokenText } from './text-runs.ts';
import { textSize } from './theme.ts';

interface Axis {
  readonly title: string | string[] | null;
  readonly domain: readonly [number, number];
  /** How d3 writes the ticks. */
  readonly format: string;
  readonly ticks?: readonly number[];
  /** Whether ticks have numbers; by default they have. */
  readonly labels?: boolean;
}

export interface PanelFrame {
  /** Above the plot, broken to its width. */
  readonly title: string | null;
  /** A line of its own between the title and the plot, from the left edge on; empty, its room stays. */
  readonly subtitle?: string | null;
  /** Of the plot without its axes, in points. */
  readonly width: number;
  readonly height: number;
  readonly x: Axis;
  readonly y: Axis;
  /** Lines of reference, drawn below the series. */
  readonly dashed: readonly (readonly Point[])[];
}

type Layer = LayerSpec<Field>['layer'][number];

/** A plot of the models' lines, or of other layers, in a frame. */
export function linePanel(
  series: readonly Series[],
  frame: PanelFrame,
  more: readonly Layer[] = [],
): LayerSpec<Field> {
  const { title, subtitle = null, width, height, x, y, dashed } = frame;
  return {
    ...{ width, height },
    encoding: { x: position('x', x), y: position('y', y) },
    layer: [
      // A panel without series still has its axes.
      ...[[], ...dashed].map(referenceLine),
      ...more,
      ...seriesLayers(series),
      ...(title === null ? [] : headings(title, { width, bottom: subtitle === null ? -9 : -18 })),
      ...(subtitle ? [nameOfRow(subtitle)] : []),
    ],
  };
}

const headingHeight = 9.5;

/** Lines of a heading at the same height whatever axes a panel has, which a title of Vega's is not. */
function headings(
  text: string,
  { width, bottom }: { readonly width: number; readonly bottom: number },
): Layer[] {
  const lines = brokenText(text, { size: textSize.heading, width }, 'bold');
  return lines.map((line, n) => ({
    data: { values: [{}] },
    mark: { type: 'text', text: line, fontSize: textSize.heading, fontWeight: 'bold' },
    encoding: {
      x: { value: width / 2 },
      y: { value: bottom - headingHeight * (lines.length - 1 - n) },
    },
  }));
}

function nameOfRow(text: string): Layer {
  return {
    data: { values: [{}] },
    mark: { type: 'text', text, fontSize: textSize.title, align: 'left' },
    encoding: { x: { value: 0 }, y: { value: -6 } },
  };
}

function position<C extends 'x' | 'y'>(field: C, axis: Axis) {
  const { title, domain, format, ticks, labels = true } = axis;
  return {
    field,
    type: 'quantitative' as const,
    scale: { domain: [...domain], nice: false, zero: false },
    axis: {
      ...{ title, format, labels },
      ...(ticks ? { values: [...ticks] } : { tickCount: 5 }),
    },
  };
}

function referenceLine(points: readonly Point[]): Layer {
  return {
    data: { values: points.map(({ x, y }, order) => ({ x, y, order })) },
    mark: { type: 'line', clip: true, color: '#707070', strokeWidth: 0.6, strokeDash: [2.5, 2] },
    encoding: { order: { field: 'order', type: 'quantitative' } },
  };
}
