/**
 * What is wrong with a file of weights: it is of no known form; it is cut off or contradicts itself;
 * it asks for code, which is never run; or it holds numbers that no network here can use.
 */
export type WeightFileProblem = 'unknown-format' | 'damaged' | 'refused' | 'unsupported';

/** The only error that reading a file of weights throws, whatever the file holds. */
export class WeightFileError extends RangeError {
  override readonly name = 'WeightFileError';
  readonly problem: WeightFileProblem;
  /** Byte of the pickle or archive at which reading stopped, where one is known. */
  readonly place: number | undefined;

  constructor(problem: WeightFileProblem, message: string, place?: number, options?: ErrorOptions) {
    super(place === undefined ? message : `${message} (at byte ${place})`, options);
    this.problem = problem;
    this.place = place;
  }
}

export function damaged(message: string, place?: number): WeightFileError {
  return new WeightFileError('damaged', message, place);
}

export function refused(message: string, place?: number): WeightFileError {
  return new WeightFileError('refused', message, place);
}

export function unsupported(message: string): WeightFileError {
  return new WeightFileError('unsupported', message);
}
