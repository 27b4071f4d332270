import type { CohortFlow, Counts } from '#contract/procedures/cohort.ts';
import { oneLine } from '../tables/documents/one-line.ts';
import { setTitles } from '../tables/documents/study-names.ts';
import { arrowSvg, boxHeight, boxSvg, middleOf, type Box } from './boxes.ts';

const pageWidth = 508;
const edge = 1;
const gap = 12;
/** Room for an arrow between boxes. */
const drop = 18;
const mainWidth = 220;
const columnWidth = (pageWidth - 3 * gap) / 4;

/** What is drawn so far, and how far down the last box reaches. */
interface Drawing {
  readonly parts: readonly string[];
  readonly from: Box;
}

/**
 * Flowchart of the patients: who was screened, who left and why, where the others went. Boxes at
 * places of our own, since charts have scales and a flow of boxes has none.
 */
export function flowchart(flow: CohortFlow): string {
  const screened = mainBox(edge, ['Patients screened', ...countLines(flow.screened)]);
  const start = { parts: [boxSvg(screened)], from: screened };
  const eligible = ['Eligible patients', ...countLines(flow.included)];
  const included = leaving(start, excludedLines(flow), eligible);
  const placed =
    flow.noPart.n === 0
      ? included
      : leaving(
          included,
          ['Hospital without a part', countText(flow.noPart)],
          ['Patients of the study', ...countLines(without(flow.included, flow.noPart))],
        );
  const { parts, bottom } = sets(flow, placed);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${pageWidth + 2 * edge} ${bottom + edge}">` +
    `<g transform="translate(${edge},0)">${parts.join('')}</g></svg>`
  );
}

function mainBox(y: number, lines: readonly string[]): Box {
  return { x: 14, y, width: mainWidth, lines, align: 'centre' };
}

/** Who leaves, in a box to the right of the arrow to the next box below. */
function leaving(
  { parts, from }: Drawing,
  left: readonly string[],
  next: readonly string[],
): Drawing {
  const top = from.y + boxHeight(from);
  const x = mainWidth + 44;
  const out: Box = { x, y: top + 8, width: pageWidth - x, lines: left, align: 'left' };
  const below = mainBox(out.y + boxHeight(out) + 8, next);
  const middle = middleOf(from);
  const level = out.y + boxHeight(out) / 2;
  const drawn = [
    arrowSvg({ x: middle, y: top }, { x: middle, y: below.y }),
    arrowSvg({ x: middle, y: level }, { x: out.x, y: level }),
    boxSvg(out),
    boxSvg(below),
  ];
  return { parts: [...parts, ...drawn], from: below };
}

/** The sets side by side; development above the sets that it is split into. */
function sets(flow: CohortFlow, { parts, from }: Drawing) {
  const shown = flow.sets.filter(({ counts }) => counts.n > 0);
  const width = columnWidth;
  const isLearning = ({ set }: (typeof shown)[number]) =>
    set === 'training' || set === 'validation';
  const learning = shown.filter(isLearning).length;
  const start = from.y + boxHeight(from);
  const parted = flow.development.n > 0 && learning > 0;
  const learningWidth = learning * (width + gap) - gap;
  const development: Box = {
    ...{ x: 0, y: start + drop, width: learningWidth, align: 'centre' },
    lines: ['Development', ...countLines(flow.development)],
  };
  const unmatched: Box = {
    ...{ x: learningWidth / 2 + 14, width: learningWidth / 2 - 14, align: 'left' },
    y: development.y + boxHeight(development) + 8,
    lines: ['Without a partner', countText(flow.unmatched)],
  };
  const leave = parted && flow.unmatched.n > 0;
  const developed = development.y + boxHeight(development);
  const row = parted
    ? (leave ? unmatched.y + boxHeight(unmatched) + 6 : developed) + drop
    : start + drop;
  const boxes = shown.map((one, n): Box => ({
    ...{ x: n * (width + gap), y: row, width, align: 'centre' },
    lines: [setTitles[one.set], ...countLines(one.counts)],
  }));
  const ofTests = boxes.filter((_, n) => !parted || !isLearning(shown[n]));
  const ofLearning = boxes.filter((_, n) => parted && isLearning(shown[n]));
  const level = unmatched.y + boxHeight(unmatched) / 2;
  const drawn = [
    ...fork({ x: middleOf(from), y: start }, parted ? [development, ...ofTests] : ofTests),
    ...fork({ x: middleOf(development), y: developed, at: row - drop / 2 }, ofLearning),
    ...(parted ? [boxSvg(development)] : []),
    ...(leave
      ? [
          arrowSvg({ x: middleOf(development), y: level }, { x: unmatched.x, y: level }),
          boxSvg(unmatched),
        ]
      : []),
    ...boxes.map(boxSvg),
  ];
  const bottom =
    boxes.length === 0 ? start : Math.max(...boxes.map((box) => box.y + boxHeight(box)));
  return { parts: [...parts, ...drawn], bottom };
}

/** Arrows from one point to boxes below, which part at one height. */
function fork(
  { x, y, at = y + drop / 2 }: { readonly x: number; readonly y: number; readonly at?: number },
  boxes: readonly Box[],
): string[] {
  return boxes.map((box) => {
    const middle = middleOf(box);
    const end = { x: middle, y: box.y };
    return middle === x
      ? arrowSvg({ x, y }, end)
      : arrowSvg({ x, y }, { x, y: at }, { x: middle, y: at }, end);
  });
}

function excludedLines(flow: CohortFlow): string[] {
  const { steps, excludedByHand } = flow;
  const left = steps.filter(({ enabled, excluded }) => enabled && excluded.n > 0);
  const told = left.map(({ reason, excluded, unknownFact }) => {
    const unknown = unknownFact > 0 ? `, ${unknownFact} not recorded` : '';
    return `${oneLine(reason)} (${countText(excluded)}${unknown})`;
  });
  const byHand =
    excludedByHand.n > 0 ? [`By hand, with a reason (${countText(excludedByHand)})`] : [];
  const all = left.reduce((total, { excluded }) => total + excluded.n, excludedByHand.n);
  return [`Excluded (n = ${all})`, ...told, ...byHand];
}

function countText({ n }: Counts): string {
  return `n = ${n}`;
}

function countLines(counts: Counts): string[] {
  const { positives, negatives, unknown } = counts;
  const missing = unknown > 0 ? `, pN unknown ${unknown}` : '';
  return [countText(counts), `pN+ ${positives}, pN- ${negatives}${missing}`];
}

/** The patients of one group without those of another within it. */
function without(a: Counts, b: Counts): Counts {
  return {
    n: a.n - b.n,
    positives: a.positives - b.positives,
    negatives: a.negatives - b.negatives,
    unknown: a.unknown - b.unknown,
  };
}
