import { percentileOfSorted } from '#native/numeric/descriptive.ts';
import { measuredChild, pythonChild, type Measured } from './learning-child.ts';
import { profileOfStep } from './learning-profile.ts';
import type { LearningTask } from './learning-tasks.ts';
import type { BenchRow } from './row.ts';

/** Measured rounds; one more before them warms up. */
const ROUNDS = 5;
const GIB = 2 ** 30;

/**
 * Time and memory of the full ResNet-18 at 96³, beside PyTorch where NODEWISE_PYTORCH names a Python
 * that has it. Every measurement has a process of its own and two threads; ours and PyTorch's take
 * turns, so that whatever else the machine does falls on both.
 */
export async function learningBench(): Promise<BenchRow[]> {
  const python = process.env['NODEWISE_PYTORCH'];
  return [
    ...(await compared(python, 'inference', 'inference of one patient')),
    ...(await compared(python, 'step', 'forward and backward pass of one patient')),
    await alone('last-stage', 'step of the last stage and the heads on kept features, batch 12'),
    await alone('quick', 'step of the quick preset, batch 8'),
    ...(await profileOfStep()),
  ];
}

async function compared(
  python: string | undefined,
  task: 'inference' | 'step',
  name: string,
): Promise<BenchRow[]> {
  if (python === undefined) {
    const note = 'NODEWISE_PYTORCH names no Python';
    return [await alone(task, name), { name: `${name}, PyTorch`, value: 'skipped', note }];
  }
  const children = [measuredChild(task), pythonChild(python, task)];
  const [ours, theirs] = await rounds(children, name);
  return [
    { name, ...described(ours) },
    { name: `${name}, ${theirs.version ?? 'PyTorch'}`, ...described(theirs) },
    {
      name: `${name}, ours to PyTorch's`,
      value: `${(ours.seconds / theirs.seconds).toFixed(2)} of the time`,
      note: `${(ours.cpuSeconds / theirs.cpuSeconds).toFixed(2)} of the processor seconds`,
    },
  ];
}

async function alone(task: LearningTask, name: string): Promise<BenchRow> {
  const [measured] = await rounds([measuredChild(task)], name);
  return { name, ...described(measured) };
}

interface Summary extends Measured {
  readonly version?: string;
}

function described({ seconds, cpuSeconds, peakBytes }: Summary): Omit<BenchRow, 'name'> {
  return {
    value: `${seconds.toFixed(2)} s`,
    note: `${cpuSeconds.toFixed(2)} processor seconds, at most ${(peakBytes / GIB).toFixed(2)} GiB`,
  };
}

/** Lets each child run in turn; medians, and the largest memory of all. */
async function rounds(
  children: readonly ReturnType<typeof measuredChild>[],
  name: string,
): Promise<Summary[]> {
  const measured = children.map((): Summary[] => []);
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const [k, child] of children.entries()) measured[k].push(await child.run());
      process.stderr.write(`  ${name}: ${round} of ${ROUNDS}\n`);
    }
  } finally {
    for (const child of children) child.end();
  }
  return measured.map((list) => ({
    ...list[0],
    seconds: median(list.slice(1).map(({ seconds }) => seconds)),
    cpuSeconds: median(list.slice(1).map(({ cpuSeconds }) => cpuSeconds)),
    peakBytes: Math.max(...list.map(({ peakBytes }) => peakBytes)),
  }));
}

function median(values: readonly number[]): number {
  return percentileOfSorted(Float64Array.from(values).sort(), 50);
}
