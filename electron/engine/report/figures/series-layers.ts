import type { Field } from 'vega-lite/types_unstable/channeldef.js';
import type { LayerSpec } from 'vega-lite/types_unstable/spec/index.js';
import { fitted } from './text-runs.ts';
import { textSize, type SeriesStyle } from './theme.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** One model's line in a panel. */
export interface Series {
  /** The same in every panel. */
  readonly style: SeriesStyle;
  readonly name: string;
  /** What the legend tells behind the name, which is cut sooner than this. */
  readonly value?: string;
  readonly points: readonly Point[];
  /** Where marks tell the line without its colour. */
  readonly marks: readonly Point[];
}

type Layer = LayerSpec<Field>['layer'][number];

const quantitative = (field: string) => ({ field, type: 'quantitative' as const });

/** Lines and then marks of the series, each in its style. */
export function seriesLayers(series: readonly Series[]): Layer[] {
  return [lineLayer(series), markLayer(series)];
}

/** The style of each series, by its place in the list. */
function styled<T>(series: readonly Pick<Series, 'style'>[], of: (style: SeriesStyle) => T) {
  return {
    ...{ field: 'place', type: 'nominal' as const, legend: null },
    scale: { domain: [...series.keys()], range: series.map(({ style }) => of(style)) },
  };
}

function lineLayer(series: readonly Series[]): Layer {
  return {
    data: {
      values: series.flatMap(({ points }, place) =>
        withoutStraightSteps(points).map(({ x, y }, order) => ({ x, y, order, place })),
      ),
    },
    mark: { type: 'line', clip: true, strokeJoin: 'round', strokeWidth: 0.9 },
    encoding: {
      ...{ x: quantitative('x'), y: quantitative('y'), order: quantitative('order') },
      color: styled(series, ({ colour }) => colour),
      strokeDash: styled(series, ({ dash }) => [...dash]),
    },
  };
}

function markLayer(series: readonly Series[]): Layer {
  return {
    data: {
      values: series.flatMap(({ style, marks }, place) =>
        style.shape === null ? [] : marks.map(({ x, y }) => ({ x, y, place })),
      ),
    },
    mark: {
      ...{ type: 'point', size: 14, opacity: 1 },
      ...{ filled: true, strokeWidth: 0.8 },
    },
    encoding: {
      ...{ x: quantitative('x'), y: quantitative('y') },
      stroke: styled(series, ({ colour }) => colour),
      fill: styled(series, ({ colour, filled }) => (filled ? colour : '#ffffff')),
      shape: styled(series, ({ shape }) => shape ?? 'circle'),
    },
  };
}

/** The same line without the points in the middle of its straight pieces. */
function withoutStraightSteps(points: readonly Point[]): Point[] {
  return points.filter((point, n) => {
    if (n === 0 || n === points.length - 1) return true;
    const [before, after] = [points[n - 1], points[n + 1]];
    return (
      (point.x - before.x) * (after.y - point.y) !== (point.y - before.y) * (after.x - point.x)
    );
  });
}

/** Marks on each line. */
const marksEach = 4;

/**
 * Marks at even distances along a line, shifted from model to model so that those of lines close
 * together do not hide each other.
 *
 * @param along Position of a point along its line, 0 to 1, never falling.
 */
export function marksAlong(
  points: readonly Point[],
  {
    along,
    place,
    of,
  }: {
    readonly along: (point: Point) => number;
    readonly place: number;
    readonly of: number;
  },
): Point[] {
  return Array.from({ length: marksEach }, (_, n) => (n + (place + 0.5) / of) / marksEach).flatMap(
    (wanted) => {
      const end = points.findIndex((point) => along(point) >= wanted);
      if (end < 1) return [];
      const [from, to] = [points[end - 1], points[end]];
      const share = (wanted - along(from)) / (along(to) - along(from));
      return [{ x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) }];
    },
  );
}

const rowHeight = 9;
const swatch = 24;
const textGap = 4;

/** Names of the models in columns, each after a piece of its line with its mark. */
export function seriesLegend(
  entries: readonly Pick<Series, 'style' | 'name' | 'value'>[],
  { width, columns }: { readonly width: number; readonly columns: number },
): LayerSpec<Field> {
  const rows = Math.ceil(entries.length / columns);
  const samples = entries.map(({ style, name, value = '' }, n): Series => {
    const [x, y] = [(Math.floor(n / rows) * width) / columns, ((n % rows) + 0.5) * rowHeight];
    const points = [
      { x, y },
      { x: x + swatch, y },
    ];
    const room = width / columns - swatch - textGap;
    const text = fitted(name, value, { size: textSize.label, width: room });
    return { style, name: text, points, marks: [{ x: x + swatch / 2, y }] };
  });
  return {
    ...{ width, height: rows * rowHeight, view: { stroke: null } },
    encoding: {
      x: { ...quantitative('x'), axis: null, scale: { domain: [0, width], nice: false } },
      y: {
        ...quantitative('y'),
        axis: null,
        scale: { domain: [rows * rowHeight, 0], nice: false },
      },
    },
    layer: [
      {
        data: {
          values: samples.map(({ name, points }) => ({ ...points[1], name })),
        },
        mark: {
          ...{ type: 'text', align: 'left', baseline: 'middle', dx: textGap },
          fontSize: textSize.label,
        },
        encoding: { text: { field: 'name', type: 'nominal' } },
      },
      ...seriesLayers(samples),
    ],
  };
}
