import { cross, dot, maxDifference } from './vector.ts';
import type { FrameFacts, Instance } from './instance.ts';
import { acquisitionFlags } from './acquisition-flags.ts';
import type { Flag, FlagCode, SeriesDraft, SliceSource } from './series.ts';
import { stackFlags, stackGeometry } from './stack-geometry.ts';

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

/** SOP Instance UIDs met again in a series, once for every file left out. */
export interface Repeats {
  /** Byte for byte the same pixels. */
  readonly identical: readonly string[];
  /** Other pixels under the same UID: a reason to distrust the source. */
  readonly conflicting: readonly string[];
}

const noRepeats: Repeats = { identical: [], conflicting: [] };

/**
 * Assembles the instances of one SeriesInstanceUID into stacks of one size and orientation, each
 * ordered by position along its normal: InstanceNumber runs either way, or not at all.
 */
export function assembleSeries(
  instances: readonly Instance[],
  repeats: Repeats = noRepeats,
): readonly SeriesDraft[] {
  const stacks = splitStacks(instances);
  const sizes = new Set(stacks.map(sizeOf));
  const shared: Flag[] = [];
  if (sizes.size > 1) {
    shared.push({
      code: 'mixed-sizes',
      severity: 'warn',
      facts: { sizes: [...sizes].sort().join(', ') },
    });
  }
  if (stacks.length > sizes.size) {
    const facts = { stacks: stacks.length };
    shared.push({ code: 'mixed-orientations', severity: 'warn', facts });
  }
  return stacks
    .map((stack) => draft(stack, shared, repeats))
    .sort((a, b) => b.slices.length - a.slices.length);
}

function repeatFlags(
  slices: readonly Slice[],
  { identical, conflicting }: Repeats,
): readonly Flag[] {
  return [
    ...repeatFlag('duplicate-instance', 'info', slices, identical),
    ...repeatFlag('conflicting-instance', 'bad', slices, conflicting),
  ];
}

/** Names the slices whose instances were met again, and counts the files left out for it. */
function repeatFlag(
  code: FlagCode,
  severity: Flag['severity'],
  stack: readonly Slice[],
  repeated: readonly string[],
): readonly Flag[] {
  const uids = stack.map(({ instance }) => instance.identity.sopInstanceUid);
  const slices = uids.flatMap((uid, n) => (repeated.includes(uid) ? [n + 1] : []));
  const files = repeated.filter((uid) => uids.includes(uid)).length;
  return files === 0 ? [] : [{ code, severity, slices, facts: { files } }];
}

function sizeOf([first]: readonly Slice[]): string {
  const format = first?.instance.pixels.format;
  return format ? `${format.columns}×${format.rows}` : '';
}

function splitStacks(instances: readonly Instance[]): readonly (readonly Slice[])[] {
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

function draft(stack: readonly Slice[], shared: readonly Flag[], repeats: Repeats): SeriesDraft {
  const { kept, flags: positionFlags } = onePerPosition([...stack].sort(inOrder));
  const geometry = stackGeometry(kept);
  const { instance, facts } = kept[0];
  const files = new Map(kept.map((slice) => [slice.instance.path, slice.instance.bytes]));
  return {
    studyInstanceUid: instance.identity.studyInstanceUid,
    seriesInstanceUid: instance.identity.seriesInstanceUid,
    sopClassUid: instance.identity.sopClassUid,
    frameOfReferenceUid: instance.frameOfReferenceUid,
    studyDate: instance.studyDate,
    seriesDescription: instance.seriesDescription,
    seriesNumber: instance.seriesNumber,
    patient: instance.patient,
    acquisition: instance.acquisition,
    thicknessMm: facts.thicknessMm,
    geometry,
    slices: kept.map(sliceSource),
    flags: [
      ...shared,
      ...repeatFlags(kept, repeats),
      ...positionFlags,
      ...stackFlags(kept, geometry),
      ...acquisitionFlags(kept),
    ],
    bytes: [...files.values()].reduce((sum, bytes) => sum + bytes, 0),
  };
}

function onePerPosition(ordered: readonly Slice[]) {
  const kept: Slice[] = [];
  const doubled = new Set<number>();
  let dropped = 0;
  for (const slice of ordered) {
    const last = kept.at(-1);
    if (last && slice.along - last.along <= samePositionMm) {
      doubled.add(kept.length);
      dropped += 1;
    } else kept.push(slice);
  }
  const flags: Flag[] =
    dropped === 0
      ? []
      : [{ code: 'duplicate-position', severity: 'bad', slices: [...doubled], facts: { dropped } }];
  return { kept, flags };
}

function sliceSource({ instance, frame, facts }: Slice): SliceSource {
  return {
    sopInstanceUid: instance.identity.sopInstanceUid,
    pixels: instance.pixels,
    frame,
    positionMm: facts.positionMm,
    slope: facts.rescale?.slope ?? 1,
    intercept: facts.rescale?.intercept ?? 0,
    padding: instance.padding,
  };
}
