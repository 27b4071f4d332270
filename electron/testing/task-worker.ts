import { AppError } from '#contract/errors.ts';
import { serveTasks } from '#engine/jobs/serve-tasks.ts';
import type { TaskControl } from '#engine/jobs/task.ts';

let calls = 0;

/** Tasks that do what a test of the pool needs. */
export const testTasks = {
  count: async (steps: number, { report }: TaskControl) => {
    for (let step = 1; step <= steps; step++) {
      report(step / steps, `step ${step}`);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    return steps;
  },
  refuse: (caseId: string) => {
    throw new AppError('mask-empty', { caseId });
  },
  fail: (message: string) => {
    throw new RangeError(message);
  },
  exit: () => process.exit(3),
  spin: () => {
    for (;;);
  },
  calls: () => ++calls,
};
export type TestTasks = typeof testTasks;

export const runTask = serveTasks(testTasks, () => undefined);
