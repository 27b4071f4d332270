import type { AnnotationErrors } from './errors/annotation-errors.ts';
import type { CallErrors } from './errors/call-errors.ts';
import type { CohortErrors } from './errors/cohort-errors.ts';
import type { EvaluationErrors } from './errors/evaluation-errors.ts';
import type { FeatureErrors } from './errors/feature-errors.ts';
import type { ImageErrors } from './errors/image-errors.ts';
import type { LibraryErrors } from './errors/library-errors.ts';
import type { TrainingErrors } from './errors/training-errors.ts';

/** Every failure a person can be told about, with the facts it needs to explain it. */
export interface ErrorDetails
  extends
    CallErrors,
    LibraryErrors,
    ImageErrors,
    AnnotationErrors,
    FeatureErrors,
    CohortErrors,
    TrainingErrors,
    EvaluationErrors {}

export type ErrorCode = keyof ErrorDetails;

/** The plain-data form that crosses the process boundary. */
export type WireError = {
  [C in ErrorCode]: { readonly code: C; readonly details: ErrorDetails[C] };
}[ErrorCode];

/** Thrown inside one process only; structured clone would strip everything but the message. */
export class AppError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'AppError';
  readonly code: C;
  readonly details: ErrorDetails[C];

  constructor(code: C, details: ErrorDetails[C], options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.details = details;
  }

  toWire(): WireError {
    return { code: this.code, details: this.details } as WireError;
  }
}

/** What a call answers: errors never cross a process boundary, replies do. */
export type Reply<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: WireError };
