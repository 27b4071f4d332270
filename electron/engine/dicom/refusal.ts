/** Why a file, or one series of it, is not imported. */
export type RefusalCode =
  | 'unreadable'
  | 'not-dicom'
  | 'dicomdir'
  | 'damaged'
  | 'truncated'
  | 'no-pixel-data'
  | 'not-ct'
  | 'localizer'
  | 'colour'
  | 'unsupported-transfer-syntax'
  | 'unsupported-pixel-format'
  | 'no-geometry';

export type Facts = Readonly<Record<string, string | number>>;

/** One file left out of an import. */
export interface Refusal {
  readonly path: string;
  readonly code: RefusalCode;
  /** What the reader saw, for the report; never a patient's name, number or date. */
  readonly facts: Facts;
}

/** Thrown while one file is read; caught where the file's outcome is decided. */
export class RefusalError extends Error {
  override readonly name = 'RefusalError';
  readonly code: RefusalCode;
  readonly facts: Facts;

  constructor(code: RefusalCode, facts: Facts = {}, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.facts = facts;
  }
}
