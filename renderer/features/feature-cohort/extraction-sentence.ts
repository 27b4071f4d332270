import type { WireError } from '#contract/errors.ts';
import type { Extraction } from '#contract/procedures/feature-cohort.ts';
import { describeError } from '#contract/sentences.ts';

const endings: { readonly [S in Extraction['state']]: string } = {
  running: 'It is still at work.',
  done: 'It is finished.',
  cancelled: 'It was cancelled before its end; what was computed stays.',
  failed: 'It failed before its end; what was computed stays.',
  interrupted:
    'The program ended while it was at work; what was computed stays. Extract the cases again to go on from there.',
};

/** How an extraction ended as a whole. */
export function endingOf({ state, error }: Extraction): string {
  return error ? `${endings[state]} ${describeError(error as WireError)}` : endings[state];
}

/** Cases that were asked for and not looked at, because it ended before. */
export function unreached({ asked, computed, skipped, failed }: Extraction): number {
  return Math.max(0, asked - computed - skipped - failed.length);
}

/** What became of its cases: "9 of 12 cases computed, 2 up to date, 1 failed". */
export function countsOf(extraction: Extraction): string {
  const { asked, computed, skipped, failed, state } = extraction;
  const left = unreached(extraction);
  const parts = [
    `${computed} of ${asked} ${asked === 1 ? 'case' : 'cases'} computed`,
    ...(skipped > 0 ? [`${skipped} up to date`] : []),
    ...(failed.length > 0 ? [`${failed.length} failed`] : []),
    ...(left > 0 ? [`${left} ${state === 'running' ? 'waiting' : 'not reached'}`] : []),
  ];
  return parts.join(', ');
}
