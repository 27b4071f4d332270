import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forwardAndBackward } from './learning-tasks.ts';
import type { BenchRow } from './row.ts';

/** Operators that are named; the rest is summed up. */
const NAMED = 8;

/** One entry of ONNX Runtime's profile, as far as we read it. */
interface ProfileEvent {
  readonly cat: string;
  readonly name: string;
  /** Microseconds. */
  readonly dur: number;
  readonly args?: { readonly op_name?: string };
}

/** Where the time of a forward and backward pass goes: shares by kind of operator, of three runs. */
export async function profileOfStep(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'nodewise-profile-'));
  try {
    const run = await forwardAndBackward(join(folder, 'step'));
    for (let n = 0; n < 3; n += 1) await run();
    await run.dispose();
    const [file] = readdirSync(folder);
    const events = JSON.parse(readFileSync(join(folder, file), 'utf8')) as ProfileEvent[];
    return sharesOf(events);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function sharesOf(events: readonly ProfileEvent[]): BenchRow[] {
  const kernels = events.filter((e) => e.cat === 'Node' && e.name.endsWith('_kernel_time'));
  const times = new Map<string, { time: number; runs: number }>();
  for (const { dur, args } of kernels) {
    const { time, runs } = times.get(args?.op_name ?? '') ?? { time: 0, runs: 0 };
    times.set(args?.op_name ?? '', { time: time + dur, runs: runs + 1 });
  }
  const total = kernels.reduce((sum, { dur }) => sum + dur, 0);
  const sorted = [...times].sort((a, b) => b[1].time - a[1].time);
  const rest = sorted.slice(NAMED).reduce((sum, [, { time }]) => sum + time, 0);
  const share = (time: number): string => `${((100 * time) / total).toFixed(1)} %`;
  return [
    ...sorted.slice(0, NAMED).map(([operator, { time, runs }]) => ({
      name: `the pass's time in ${operator}`,
      value: share(time),
      note: `${runs / 3} of them`,
    })),
    { name: "the pass's time in all others", value: share(rest) },
  ];
}
