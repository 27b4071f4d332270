import { useElementSize } from '@mantine/hooks';
import type { PointerEvent, ReactNode } from 'react';
import { labelPlaces } from './label-places.ts';
import styles from './line-chart.module.css';
import { linePath, type Point } from './line-path.ts';
import { linearScale, ticks, type Domain } from './scale.ts';

/** One line of a chart. Dashes tell it apart where colours do not. */
export interface Series {
  readonly name: string;
  readonly points: readonly Point[];
  /** A CSS colour, of the theme. */
  readonly colour: string;
  readonly dashed?: boolean;
  /** Thin and pale, without a label: what lies behind the others. */
  readonly faint?: boolean;
}

/** A point worth a ring and a word. */
export interface Mark extends Point {
  readonly label: string;
}

interface Props {
  readonly title: string;
  /** What the chart says, for those who do not see it. */
  readonly summary: string;
  readonly x: Domain;
  readonly y: Domain;
  readonly series: readonly Series[];
  readonly formatY: (value: number) => string;
  /** Height of the plot with its axis, px. */
  readonly height: number;
  readonly mark?: Mark | null;
  /** A level to compare with, such as chance. */
  readonly level?: { readonly y: number; readonly label: string };
  /** Where the cursor stands, on the axis of x. */
  readonly cursor?: number | null;
  readonly onCursor?: (x: number | null) => void;
  /** Room for labels at the right, px. */
  readonly labelRoom?: number;
  /** At the right of the title. */
  readonly aside?: ReactNode;
}

/** Space around the plot, px. */
const left = 38;
const top = 8;
const bottom = 20;

/** Lines with their names at their ends, axes with few numbers, and a cursor that others share. */
export function LineChart(props: Props) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <span>{props.title}</span>
        {props.aside}
      </figcaption>
      <div ref={ref} style={{ height: props.height }}>
        {width > 0 && <Plot {...props} width={width} />}
      </div>
    </figure>
  );
}

function Plot(props: Props & { readonly width: number }) {
  const { width, height, series, labelRoom = 0 } = props;
  const right = width - Math.max(labelRoom, 8);
  const base = height - bottom;
  const x = linearScale(props.x, [left, right]);
  const y = linearScale(props.y, [base, top]);

  const track = (event: PointerEvent<SVGSVGElement>) => {
    const at = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const [low, high] = props.x;
    props.onCursor?.(low + ((at - left) / (right - left)) * (high - low));
  };

  return (
    <svg
      width={width}
      height={height}
      className={styles.plot}
      role="img"
      aria-label={`${props.title}. ${props.summary}`}
      onPointerMove={track}
      onPointerLeave={() => props.onCursor?.(null)}
    >
      {ticks(props.y, Math.max(2, Math.floor(base / 44))).map((value) => (
        <g key={value}>
          <line className={styles.grid} x1={left} x2={right} y1={y(value)} y2={y(value)} />
          <text className={styles.number} x={left - 6} y={y(value) + 4} textAnchor="end">
            {props.formatY(value)}
          </text>
        </g>
      ))}
      {wholeTicks(props.x, Math.max(2, Math.floor((right - left) / 64))).map((value) => (
        <text key={value} className={styles.number} x={x(value)} y={height - 4} textAnchor="middle">
          {value}
        </text>
      ))}
      {props.level && (
        <g>
          <line
            className={styles.level}
            x1={left}
            x2={right}
            y1={y(props.level.y)}
            y2={y(props.level.y)}
          />
          <text
            className={styles.levelName}
            x={right - 4}
            y={y(props.level.y) + 13}
            textAnchor="end"
          >
            {props.level.label}
          </text>
        </g>
      )}
      {props.cursor != null && (
        <line
          className={styles.cursor}
          x1={x(props.cursor)}
          x2={x(props.cursor)}
          y1={top}
          y2={base}
        />
      )}
      {series.map((line) => (
        <Line key={line.name} line={line} x={x} y={y} cursor={props.cursor ?? null} />
      ))}
      {labelRoom > 0 && <EndLabels {...{ series, y, base }} from={right + 12} />}
      {props.mark && (
        <g>
          <circle className={styles.ring} cx={x(props.mark.x)} cy={y(props.mark.y)} r={5} />
          <text
            className={styles.markName}
            x={Math.min(Math.max(x(props.mark.x), left + 40), right - 40)}
            y={y(props.mark.y) > top + 18 ? y(props.mark.y) - 10 : y(props.mark.y) + 20}
            textAnchor="middle"
          >
            {props.mark.label}
          </text>
        </g>
      )}
    </svg>
  );
}

type ToPixels = (value: number) => number;

function Line({
  line,
  x,
  y,
  cursor,
}: {
  readonly line: Series;
  readonly x: ToPixels;
  readonly y: ToPixels;
  readonly cursor: number | null;
}) {
  const at = line.faint ? undefined : line.points.find((point) => point.x === cursor);
  return (
    <g style={{ color: line.colour }}>
      <path
        className={styles.line}
        data-faint={line.faint}
        data-dashed={line.dashed}
        d={linePath(line.points.map((point) => ({ x: x(point.x), y: y(point.y) })))}
      />
      {/* A single point has no line. */}
      {!line.faint && line.points.length === 1 && (
        <circle className={styles.dot} cx={x(line.points[0].x)} cy={y(line.points[0].y)} r={2.5} />
      )}
      {at && <circle className={styles.dot} cx={x(at.x)} cy={y(at.y)} r={3.5} />}
    </g>
  );
}

/** Names at the right edge, at the height where their lines end, each with a piece of its line. */
function EndLabels({
  series,
  from,
  y,
  base,
}: Pick<Props, 'series'> & {
  /** Left edge of the labels, px. */
  readonly from: number;
  readonly y: ToPixels;
  readonly base: number;
}) {
  const ends = series.flatMap((line) => {
    const end = line.points.at(-1);
    return end && !line.faint ? [{ line, y: y(end.y) }] : [];
  });
  const places = labelPlaces(
    ends.map((end) => end.y),
    16,
    [top + 4, base - 4],
  );
  return ends.map(({ line }, at) => (
    <g key={line.name} style={{ color: line.colour }}>
      <path className={styles.line} data-dashed={line.dashed} d={`M${from} ${places[at]}h18`} />
      <text className={styles.endLabel} x={from + 24} y={places[at] + 4}>
        {line.name}
      </text>
    </g>
  ));
}

function wholeTicks(domain: Domain, count: number): readonly number[] {
  return ticks(domain, count).filter(Number.isInteger);
}
