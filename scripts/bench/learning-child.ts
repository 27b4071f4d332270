import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LearningTask } from './learning-tasks.ts';

/** One run of a task. */
export interface Measured {
  readonly seconds: number;
  /** Seconds of all threads together. */
  readonly cpuSeconds: number;
  /** Largest resident memory of the process so far. */
  readonly peakBytes: number;
  /** Of a foreign program. */
  readonly version?: string;
}

/** A process that has prepared a task and runs it once whenever it is asked. */
interface MeasuredChild {
  readonly run: () => Promise<Measured>;
  readonly end: () => void;
}

export function measuredChild(task: LearningTask): MeasuredChild {
  return child(process.execPath, [join(import.meta.dirname, 'learning-task.ts'), task]);
}

/** @param python A Python executable that has PyTorch. */
export function pythonChild(python: string, task: 'inference' | 'step'): MeasuredChild {
  return child(python, [join(import.meta.dirname, 'learning.py'), task]);
}

/** A line in asks for a run, a line of JSON out is what it took. */
function child(command: string, args: readonly string[]): MeasuredChild {
  const started = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: started.stdout })[Symbol.asyncIterator]();
  return {
    run: async () => {
      started.stdin.write('\n');
      const { value, done } = await lines.next();
      if (done) throw new Error(`${command} ${args.join(' ')} ended early`);
      return JSON.parse(value) as Measured;
    },
    end: () => started.stdin.end(),
  };
}
