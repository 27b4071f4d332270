import { acquisitionFlags } from './acquisition-flags.ts';
import type { Instance } from './instance.ts';
import type { Flag, FlagCode, SeriesDraft, SliceSource } from './series.ts';
import { stackFlags, stackGeometry } from './stack-geometry.ts';
import { orderStack, type Slice, splitStacks } from './stacks.ts';

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

function draft(stack: readonly Slice[], shared: readonly Flag[], repeats: Repeats): SeriesDraft {
  const { slices, doubled, dropped } = orderStack(stack);
  const geometry = stackGeometry(slices);
  const { instance, facts } = slices[0];
  const files = new Map(slices.map((slice) => [slice.instance.path, slice.instance.bytes]));
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
    slices: slices.map(sliceSource),
    flags: [
      ...shared,
      ...repeatFlags(slices, repeats),
      ...doubledFlags(doubled, dropped),
      ...stackFlags(slices, geometry),
      ...acquisitionFlags(slices),
    ],
    bytes: [...files.values()].reduce((sum, bytes) => sum + bytes, 0),
  };
}

function doubledFlags(slices: readonly number[], dropped: number): readonly Flag[] {
  if (dropped === 0) return [];
  return [{ code: 'duplicate-position', severity: 'bad', slices, facts: { dropped } }];
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
