import { brokenText } from './text-runs.ts';
import { textSize } from './theme.ts';
import { escaped } from './xml-text.ts';

/** A box of text; the first line is its heading. All lengths in points. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly lines: readonly string[];
  readonly align: 'left' | 'centre';
}

const lineHeight = 9.5;
const margin = 6;

/** Height of a box after its lines are broken to its width. */
export function boxHeight(box: Pick<Box, 'width' | 'lines'>): number {
  return brokenLines(box).length * lineHeight + 2 * margin - 2;
}

/** Where an arrow leaves or meets the box. */
export function middleOf({ x, width }: Pick<Box, 'x' | 'width'>): number {
  return x + width / 2;
}

export function boxSvg(box: Box): string {
  const { x, y, width, align } = box;
  const centred = align === 'centre';
  const textX = centred ? middleOf(box) : x + margin;
  const text = brokenLines(box).map(({ line, heading }, n) => {
    const baseline = y + margin + (n + 0.72) * lineHeight - 1;
    return (
      `<text text-anchor="${centred ? 'middle' : 'start'}" ` +
      `transform="translate(${textX},${baseline})" font-family="Inter" ` +
      `font-size="${textSize.label}px"${heading ? ' font-weight="bold"' : ''} fill="#000000">` +
      `${escaped(line)}</text>`
    );
  });
  const frame = `<rect x="${x}" y="${y}" width="${width}" height="${boxHeight(box)}" fill="#ffffff" stroke="#000000" stroke-width="0.6"/>`;
  return [frame, ...text].join('');
}

interface Corner {
  readonly x: number;
  readonly y: number;
}

/** A line through the corners, with a head at its end. */
export function arrowSvg(...corners: readonly Corner[]): string {
  const [from, to] = corners.slice(-2);
  const sideways = from.y === to.y;
  const [back, half] = [4, 2];
  const head = sideways
    ? `${to.x - back},${to.y - half} ${to.x},${to.y} ${to.x - back},${to.y + half}`
    : `${to.x - half},${to.y - back} ${to.x},${to.y} ${to.x + half},${to.y - back}`;
  const path = corners.map(({ x, y }) => `${x},${y}`).join(' ');
  return (
    `<polyline points="${path}" fill="none" stroke="#000000" stroke-width="0.6"/>` +
    `<polygon points="${head}" fill="#000000"/>`
  );
}

function brokenLines({ width, lines }: Pick<Box, 'width' | 'lines'>) {
  const space = { size: textSize.label, width: width - 2 * margin };
  return lines.flatMap((line, n) => {
    const heading = n === 0;
    const parts = brokenText(line, space, heading ? 'bold' : 'regular');
    return parts.map((part) => ({ line: part, heading }));
  });
}
