import type { FrameFacts, Instance } from './instance.ts';
import { cross, dot, maxDifference } from './vector.ts';

/** One frame with the file it came from and its place along the stack. */
export interface Slice {
  readonly instance: Instance;
  readonly frame: number;
  readonly facts: FrameFacts;
  /** Distance in mm along the slice normal. */
  readonly along: number;
}

/** Direction cosines and pixel spacings this close belong to the same stack. */
const sameDirection = 1e-3;
const sameSpacingMm = 1e-4;
/** Slices closer than this share a position: far below any reconstruction increment. */
const samePositionMm = 1e-3;

/** The frames of one series, sorted into stacks of one size, scale and orientation. */
export function splitStacks(instances: readonly Instance[]): readonly (readonly Slice[])[] {
  const stacks: Slice[][] = [];
  for (const instance of instances) {
    for (const [frame, facts] of instance.frames.entries()) {
      const stack = stacks.find(([first]) => first && sameStack(first, instance, facts));
      // The first slice's normal serves the whole stack, so that rounding cannot disorder it.
      const reference = stack?.[0]?.facts ?? facts;
      const normal = cross(reference.rowDirection, reference.columnDirection);
      const slice = { instance, frame, facts, along: dot(facts.positionMm, normal) };
      if (stack) stack.push(slice);
      else stacks.push([slice]);
    }
  }
  return stacks;
}

function sameStack(first: Slice, instance: Instance, facts: FrameFacts): boolean {
  const [a, b] = [first.instance.pixels.format, instance.pixels.format];
  return (
    a.rows === b.rows &&
    a.columns === b.columns &&
    maxDifference(first.facts.pixelSpacingMm, facts.pixelSpacingMm) < sameSpacingMm &&
    maxDifference(first.facts.rowDirection, facts.rowDirection) < sameDirection &&
    maxDifference(first.facts.columnDirection, facts.columnDirection) < sameDirection
  );
}

/** A stack by position, with one slice for each. */
export interface OrderedStack {
  readonly slices: readonly Slice[];
  /** 1-based numbers of the slices whose position others shared. */
  readonly doubled: readonly number[];
  /** How many slices were left out for sharing a position. */
  readonly dropped: number;
}

/** Orders a stack along its normal and keeps the first slice of every position. */
export function orderStack(stack: readonly Slice[]): OrderedStack {
  const slices: Slice[] = [];
  const doubled = new Set<number>();
  for (const slice of [...stack].sort(inOrder)) {
    const last = slices.at(-1);
    if (last && slice.along - last.along <= samePositionMm) doubled.add(slices.length);
    else slices.push(slice);
  }
  return { slices, doubled: [...doubled], dropped: stack.length - slices.length };
}

/** Position first; what else is compared only makes the choice among equals the same every time. */
function inOrder(a: Slice, b: Slice): number {
  if (Math.abs(a.along - b.along) > samePositionMm) return a.along - b.along;
  return (
    (a.instance.acquisitionNumber ?? 0) - (b.instance.acquisitionNumber ?? 0) ||
    (a.instance.instanceNumber ?? 0) - (b.instance.instanceNumber ?? 0) ||
    compareText(a.instance.identity.sopInstanceUid, b.instance.identity.sopInstanceUid) ||
    a.frame - b.frame
  );
}

/** By code units, unlike `localeCompare`, so that every machine agrees. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
