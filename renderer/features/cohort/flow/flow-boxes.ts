import type { CohortFlow, CohortPlan, Counts } from '#contract/procedures/cohort.ts';
import type { SetName } from '#contract/procedures/experiments.ts';
import { byHand, standingWords } from '../cohort-words.ts';

/** What a box of the flowchart holds; the patients behind its number are found by the same value. */
export type BoxRef =
  | { readonly kind: 'rule' | 'left'; readonly code: string }
  | {
      readonly kind:
        | 'screened'
        | 'by-hand'
        | 'included'
        | 'no-part'
        | 'development'
        | 'unmatched'
        | 'matched'
        | SetName;
    };

export interface FlowBox {
  readonly ref: BoxRef;
  readonly id: string;
  readonly title: string;
  readonly counts: Counts;
  /** A rule that is switched off takes nobody out. */
  readonly off: boolean;
  /** Place for the arrow keys: rows downwards, columns rightwards. */
  readonly row: number;
  readonly column: number;
}

type Placed = Omit<FlowBox, 'row' | 'column' | 'id' | 'off'> & { readonly off?: boolean };

export function boxId(ref: BoxRef): string {
  return 'code' in ref ? `${ref.kind}:${ref.code}` : ref.kind;
}

/**
 * Every box of the flowchart in reading order. The exclusions stand in the first column of the
 * arrow keys, as a person walks down them; what is left after each stands at their left.
 */
export function flowBoxes(
  flow: CohortFlow,
  { matched, rules }: Pick<CohortPlan, 'matched' | 'rules'>,
): readonly FlowBox[] {
  const rows: (readonly (Placed | null)[])[] = [
    [null, box({ kind: 'screened' }, 'Screened', flow.screened)],
    ...ruleRows(flow, rules),
    [null, box({ kind: byHand }, 'Taken out by hand', flow.excludedByHand)],
    [null, box({ kind: 'included' }, 'Included', flow.included)],
    [null, box({ kind: 'no-part' }, 'No part in the study', flow.noPart)],
    [
      null,
      box({ kind: 'development' }, 'Development', flow.development),
      ...setBoxes(flow, ['test-1', 'test-2']),
    ],
    ...(matched
      ? [
          [null, box({ kind: 'unmatched' }, 'Without a partner', flow.unmatched)],
          [
            null,
            box({ kind: 'matched' }, 'In pairs', difference(flow.development, flow.unmatched)),
          ],
        ]
      : []),
    [null, ...setBoxes(flow, ['training', 'validation'])],
  ];
  return rows.flatMap((cells, row) =>
    cells.flatMap((cell, at) =>
      cell ? [{ off: false, ...cell, id: boxId(cell.ref), row, column: at - 1 }] : [],
    ),
  );
}

function ruleRows(flow: CohortFlow, rules: CohortPlan['rules']): (readonly Placed[])[] {
  let left = flow.screened;
  return flow.steps.map((step) => {
    left = difference(left, step.excluded);
    const { code, reason, enabled, excluded } = step;
    return [
      box({ kind: 'left', code }, `Left after: ${reason}`, left),
      {
        ...box({ kind: 'rule', code }, reason, excluded),
        // The plan knows of a switch before its patients are counted.
        off: !(rules.find((rule) => rule.code === code)?.enabled ?? enabled),
      },
    ];
  });
}

function setBoxes(flow: CohortFlow, names: readonly SetName[]): Placed[] {
  return names.map((name) =>
    box(
      { kind: name },
      standingWords[name],
      flow.sets.find(({ set }) => set === name)?.counts ?? nobody,
    ),
  );
}

function box(ref: BoxRef, title: string, counts: Counts): Placed {
  return { ref, title, counts };
}

const nobody: Counts = { n: 0, positives: 0, negatives: 0, unknown: 0 };

function difference(a: Counts, b: Counts): Counts {
  return {
    n: a.n - b.n,
    positives: a.positives - b.positives,
    negatives: a.negatives - b.negatives,
    unknown: a.unknown - b.unknown,
  };
}

/** The box that an arrow key leads to, or null where there is none that way. */
export function boxAfterKey(boxes: readonly FlowBox[], from: FlowBox, key: string): FlowBox | null {
  switch (key) {
    case 'ArrowDown':
      return nearest(boxes, from, 1);
    case 'ArrowUp':
      return nearest(boxes, from, -1);
    case 'ArrowLeft':
      return boxes.findLast((b) => b.row === from.row && b.column < from.column) ?? null;
    case 'ArrowRight':
      return boxes.find((b) => b.row === from.row && b.column > from.column) ?? null;
    case 'Home':
      return boxes[0] ?? null;
    case 'End':
      return boxes.at(-1) ?? null;
    default:
      return null;
  }
}

/** In the next row that way, the box of the nearest column. */
function nearest(boxes: readonly FlowBox[], from: FlowBox, way: 1 | -1): FlowBox | null {
  const row = boxes.filter((b) => b.row === from.row + way);
  return row.reduce<FlowBox | null>(
    (best, b) =>
      best === null || Math.abs(b.column - from.column) < Math.abs(best.column - from.column)
        ? b
        : best,
    null,
  );
}

/** Patients by pathology in short words: "48 pN+, 104 pN-, 3 without pN". */
export function countWords({ positives, negatives, unknown }: Counts): string {
  return [
    `${positives} pN+`,
    `${negatives} pN-`,
    ...(unknown > 0 ? [`${unknown} without pN`] : []),
  ].join(', ');
}
