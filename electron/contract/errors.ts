/** What must not see a test set: whatever decides what a model becomes, or when it says yes. */
export type LearningStep =
  'selection' | 'scaling' | 'thresholds' | 'matching' | 'splitting' | 'training';

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
      | 'folder'
      | 'certificate'
      | 'experiment'
      | 'run'
      | 'weights'
      | 'device'
      | 'preset'
      | 'segmenter'
      | 'cohort'
      | 'patient'
      | 'evaluation'
      | 'fitted-model'
      | 'figure';
    readonly id: string;
  };
  'nothing-to-import': { readonly files: number };
  'table-unreadable': { readonly file?: string; readonly line: number; readonly reason: string };
  'feature-table-unreadable': { readonly file: string; readonly reason: string };
  /** A table of scores that cannot be read; the line from 1, or null for the table as a whole. */
  'scores-unreadable': {
    readonly file: string;
    readonly line: number | null;
    readonly reason: string;
  };
  /** A model that these patients do not let be fitted, for the reason that the numeric core gives. */
  'fit-impossible': { readonly reason: string };
  /** A folder that does not hold an exported study, or not all of it. */
  'study-unreadable': { readonly folder: string; readonly reason: string };
  /** A table or figure that has nothing to show in this study. */
  'nothing-to-show': { readonly name: string; readonly reason: string };
  /** Two feature tables that share no case, or no feature. */
  'tables-disjoint': { readonly what: 'case' | 'feature' };
  'mask-empty': { readonly caseId: string };
  /** No voxel of the mask is left on the study's grid. */
  'mask-vanishes': { readonly spacingMm: number };
  'mask-missing': { readonly caseId: string };
  'mask-outside': { readonly caseId: string };
  'image-unreadable': { readonly file: string; readonly reason: string };
  'image-not-3d': { readonly file?: string; readonly sizes: readonly number[] };
  'image-spacing': {
    readonly file?: string;
    readonly axis: 'i' | 'j' | 'k';
    readonly spacingMm: number;
  };
  /** One CT series is meant and several, or none, were found. */
  'series-not-unique': { readonly file: string; readonly series: number };
  /** A series whose slices do not stand for one even grid of HU. */
  'series-unsound': { readonly file: string; readonly problems: readonly string[] };
  'voxels-not-finite': {
    readonly what: 'image' | 'mask';
    readonly count: number;
    /** Index (i, j, k) of the first one, from 0. */
    readonly first: readonly number[];
  };
  'geometry-differs': {
    readonly differences: readonly {
      readonly what: 'dimensions' | 'spacing' | 'origin' | 'direction';
      readonly image: readonly number[];
      readonly mask: readonly number[];
      /** Largest difference of two numbers: voxels, mm, mm, or no unit. */
      readonly by: number;
    }[];
  };
  /** The mask was drawn in the coordinates of another examination. */
  'frame-of-reference-differs': { readonly mask: string };
  /** Values between the whole numbers: a probability map or an image, not labels. */
  'mask-not-labels': { readonly file: string; readonly value: number };
  /** The chosen region of a mask file has no voxels. */
  'region-empty': { readonly region: string };
  'region-outside': { readonly region: string; readonly outside: number; readonly of: number };
  'region-not-chosen': { readonly regions: readonly string[] };
  'region-unknown': { readonly asked: string; readonly regions: readonly string[] };
  /** The region and the preset do not go together, for the reason that the numeric core gives. */
  'features-undefined': { readonly reason: string };
  'preset-unknown': { readonly name: string; readonly known: readonly string[] };
  /** No image of the preset has this name. */
  'image-unknown': { readonly name: string; readonly known: readonly string[] };
  'settings-unsupported': {
    readonly settings: readonly { readonly name: string; readonly reason: string }[];
  };
  /** A set with fewer cases of one class than it needs of each. */
  'set-too-small': {
    readonly set: string;
    readonly n: number;
    readonly positives: number;
    readonly needed: number;
  };
  /** Cases of a test set were about to be learned from, or to decide about learning. */
  'test-set-touched': {
    readonly cases: number;
    readonly step: LearningStep;
    /** Where the first of them stands, for a table. */
    readonly first?: string;
  };
  /** A hospital whose patients are the test set of a locked cohort was about to be learned from. */
  'test-hospital': {
    readonly hospital: string;
    readonly cohort: string;
    readonly step: LearningStep;
  };
  /** A hospital whose patients a locked cohort learns from was about to become a test set. */
  'learned-hospital': { readonly hospital: string; readonly cohort: string };
  'nothing-to-redo': { readonly direction: 'undo' | 'redo' };
  /** A file that holds no plan of a cohort. */
  'plan-unreadable': { readonly file: string; readonly reason: string };
  'cohort-locked': { readonly name: string };
  'cohort-not-locked': { readonly name: string };
  'weights-unreadable': { readonly file: string; readonly reason: string };
  /** Weights of which not one tensor has a place in the network. */
  'weights-unfit': { readonly name: string; readonly network: string };
  'device-unavailable': { readonly device: string; readonly reason: string };
  /** Cases of a run that cannot be prepared, by their codes, each with a sentence. */
  'cases-unusable': {
    readonly cases: readonly { readonly code: string; readonly problem: string }[];
  };
  'training-out-of-memory': {
    readonly batch: number;
    readonly inputSize: number;
    readonly width: number;
    readonly normalisation: string;
  };
  /** A loss that is no number any more. */
  'training-diverged': { readonly epoch: number; readonly learningRate: number };
  'run-not-startable': { readonly runId: string; readonly state: string };
  'run-not-done': { readonly runId: string; readonly state: string };
  /** A trained network that the risk station cannot use, and why. */
  'model-unfit': { readonly reason: string };
  /** A segmentation model or its card that cannot be used, and why. */
  'segmenter-unusable': { readonly file: string; readonly reason: string };
  'segmenter-name-taken': { readonly name: string };
  /** A segmentation model that failed on a case. */
  'segmenter-failed': { readonly name: string; readonly reason: string };
  /** A segmentation model that outlined nothing. */
  'segmenter-found-nothing': { readonly name: string };
  'draft-conflict': { readonly draftId: string; readonly expected: number; readonly got: number };
  'edit-malformed': { readonly draftId: string };
  'library-locked': Record<string, never>;
  'library-damaged': { readonly check: string };
  'library-too-new': { readonly found: number; readonly known: number };
  'library-not-empty': { readonly cases: number };
  'disk-full': { readonly neededMb: number };
  'write-failed': { readonly what: string };
  /** A place for an export at which something lies that would be lost. */
  'folder-taken': { readonly folder: string };
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
