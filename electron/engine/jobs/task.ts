/** What a task can do besides computing. It is stopped from outside, by ending its thread. */
export interface TaskControl {
  /** @param progress 0 to 1. */
  readonly report: (progress: number, stage: string) => void;
}

/**
 * A piece of heavy work as a plain function of plain data. Each slice lists its own in `tasks.ts`;
 * the worker entry joins the lists.
 */
export type Task<Input, Output> = (input: Input, control: TaskControl) => Output | Promise<Output>;

// `never` is the input every task's parameter accepts, whatever it is.
export type TaskTable = Readonly<Record<string, Task<never, unknown>>>;

type InputOf<T> = T extends (input: infer I, control: TaskControl) => unknown ? I : never;
type OutputOf<T> = T extends (input: never, control: TaskControl) => infer O ? Awaited<O> : never;

/** Runs the tasks of one slice's table by name, typed by that table. */
export type RunTask<Table> = <Name extends keyof Table & string>(
  name: Name,
  input: InputOf<Table[Name]>,
  options: RunOptions,
) => Promise<OutputOf<Table[Name]>>;

export interface RunOptions {
  readonly signal: AbortSignal;
  /**
   * `interactive` has its own thread, which keeps what it has read for the next click; `apart` is a
   * process for this one task.
   */
  readonly pool: 'interactive' | 'bulk' | 'apart';
  readonly onProgress?: (progress: number, stage: string) => void;
}
