/** The machine's memory did not suffice for a graph or a batch. */
export class OutOfMemoryError extends Error {
  override readonly name = 'OutOfMemoryError';
}

/** A loss or a score is no number any more; nothing after it could be. */
export class NotFiniteError extends Error {
  override readonly name = 'NotFiniteError';
  /** Counted from 0. */
  readonly epoch: number;
  /** Steps of the run before the one that failed. */
  readonly step: number;

  constructor(at: { readonly epoch: number; readonly step: number }) {
    super(`not a finite number in epoch ${at.epoch}, step ${at.step}`);
    this.epoch = at.epoch;
    this.step = at.step;
  }
}

/**
 * How allocations fail: in the runtime's C++, in its arena, on a GPU, and in the JavaScript engine
 * when it makes a typed array. None of them has a code.
 */
const allocationFailures =
  /bad_alloc|bad allocation|failed to allocate|out of memory|array buffer allocation failed|invalid typed array length/i;

/** Runs a task and gives failed allocations the type they lack. */
export async function withMemoryErrors<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause);
    if (!allocationFailures.test(text)) throw cause;
    throw new OutOfMemoryError('not enough memory for this run', { cause });
  }
}
