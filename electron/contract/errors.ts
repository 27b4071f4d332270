/** Every failure a person can be told about, with the facts it needs to explain it. */
export interface ErrorDetails {
  'invalid-input': {
    readonly issues: readonly { readonly path: string; readonly message: string }[];
  };
  'sign-in-required': Record<string, never>;
  'wrong-passcode': { readonly personId: string };
  'not-allowed': { readonly procedure: string; readonly role: string };
  'not-found': {
    readonly what:
      | 'procedure'
      | 'person'
      | 'case'
      | 'draft'
      | 'mask'
      | 'proposal'
      | 'job'
      | 'import'
      | 'export'
      | 'model'
      | 'prediction'
      | 'features'
      | 'upload'
      | 'folder';
    readonly id: string;
  };
  'nothing-to-import': { readonly files: number };
  'table-unreadable': { readonly line: number; readonly reason: string };
  'mask-empty': { readonly caseId: string };
  'mask-missing': { readonly caseId: string };
  'mask-outside': { readonly caseId: string };
  'draft-conflict': { readonly draftId: string; readonly expected: number; readonly got: number };
  'edit-malformed': { readonly draftId: string };
  'library-locked': Record<string, never>;
  'library-damaged': { readonly check: string };
  'library-too-new': { readonly found: number; readonly known: number };
  'library-not-empty': { readonly cases: number };
  'disk-full': { readonly neededMb: number };
  'write-failed': { readonly what: string };
  'audit-broken': { readonly entry: number };
  'job-cancelled': { readonly jobId: string };
  'worker-lost': { readonly task: string };
  'engine-lost': Record<string, never>;
  /** A defect or an unforeseen state. The id finds the full record in the engine log. */
  internal: { readonly logId: string };
}

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
