import { modelTones, type ModelColour } from '#contract/evaluation/model-colours.ts';
import type { Config } from 'vega-lite';

/** All lengths of a figure are points of 1/72 inch, as they are printed. */
export const pointsPerMm = 72 / 25.4;

/** Full width of a journal's page. */
export const pageWidth = 180 * pointsPerMm;

/** Sizes of text in points; nothing printed is smaller. */
export const textSize = { label: 6.5, title: 7.5, heading: 8 } as const;

/** How one model is drawn in every panel: told apart by colour, and by dashes and marks without it. */
export interface SeriesStyle {
  readonly colour: string;
  readonly dash: readonly number[];
  /** Null for a line without marks. */
  readonly shape: string | null;
  /** Whether its marks are filled with its colour; else with the page's white. */
  readonly filled: boolean;
}

/** Lines that are no model's. */
export const referenceStyles = {
  grey: { colour: '#8a8a8a', dash: [], shape: null, filled: false },
  black: { colour: '#000000', dash: [], shape: null, filled: false },
} as const satisfies Readonly<Record<string, SeriesStyle>>;

const dashes = [[], [5, 1.5], [1.5, 1.5], [6, 1.5, 1.5, 1.5], [3, 1], [8, 2], [1, 2.5]];

const hollow = [
  ...['circle', 'square', 'triangle-up', 'diamond', 'triangle-down'],
  ...['cross', 'triangle-left', 'triangle-right', 'M-1,-0.35H1V0.35H-1Z'],
];
const filled = ['circle', 'square', 'triangle-up', 'diamond', 'triangle-down', 'cross'];
const marks = [
  ...hollow.map((shape) => ({ shape, filled: false })),
  ...filled.map((shape) => ({ shape, filled: true })),
];

/**
 * The style of the model at this place, in its colour: no two of the first fifteen share a mark, and
 * those that follow repeat them with other dashes.
 */
export function seriesStyle(n: number, colour: ModelColour): SeriesStyle {
  return {
    colour: modelTones[colour].paper,
    dash: dashes[n % dashes.length],
    ...marks[n % marks.length],
  };
}

const ink = '#000000';
const line = 0.5;

/** Journal-plain: black axes on white, no grid, a frame around each panel. */
export const plainConfig: Config = {
  // The drawing is one image with one name; labels on every mark would bury it.
  aria: false,
  font: 'Inter',
  background: '#ffffff',
  padding: 2,
  view: { stroke: ink, strokeWidth: line },
  title: { color: ink },
  axis: {
    grid: false,
    domain: false,
    ticks: true,
    tickSize: 3,
    tickWidth: line,
    tickColor: ink,
    labelFontSize: textSize.label,
    labelColor: ink,
    labelPadding: 2,
    labelFlush: false,
    titleFontSize: textSize.title,
    titleFontWeight: 'normal',
    titleColor: ink,
    titlePadding: 4,
  },
};
